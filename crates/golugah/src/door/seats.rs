use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// How many connections there may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// At all.
    pub(super) most: usize,
    /// From one address; of the newer kind, from the half that a provider gives to one customer.
    pub(super) most_of_one: usize,
}

/// The seats, and who sits on them.
#[derive(Clone, Debug)]
pub(super) struct Seats(Arc<Room>);

#[derive(Debug)]
struct Room {
    limits: Limits,
    /// All connections that are not closed yet, those that were sent away included.
    open: AtomicUsize,
    sitting: Mutex<Sitting>,
}

#[derive(Debug, Default)]
struct Sitting {
    next: u64,
    everybody: HashMap<u64, One>,
    /// Who keeps us waiting, by the number under which they began to.
    waited_for: BTreeMap<u64, u64>,
    by_address: HashMap<u128, Neighbours>,
}

#[derive(Debug, Default)]
struct Neighbours {
    count: usize,
    waited_for: BTreeMap<u64, u64>,
}

#[derive(Debug)]
struct One {
    address: u128,
    since: Option<u64>,
    away: Arc<Notify>,
}

/// A seat; it is free again when the last of its clones is gone.
#[derive(Clone, Debug)]
pub(super) struct Seat(Arc<Taken>);

#[derive(Debug)]
struct Taken {
    room: Arc<Room>,
    number: u64,
    away: Arc<Notify>,
}

impl Seats {
    /// Empty seats.
    pub(super) fn new(limits: Limits) -> Self {
        Self(Arc::new(Room {
            limits,
            open: AtomicUsize::new(0),
            sitting: Mutex::default(),
        }))
    }

    /// A seat for whoever comes from this address, if need be that of the one who has kept us waiting for longest: of the
    /// same address where it has its fill, else of all. `None` where everybody is being answered.
    pub(super) fn take(&self, address: IpAddr) -> Option<Seat> {
        let (room, address) = (&self.0, neighbourhood(address));
        let mut sitting = room.sitting();
        let neighbours = sitting.by_address.get(&address);
        let victim = match neighbours {
            Some(of_one) if of_one.count >= room.limits.most_of_one => Some(first(&of_one.waited_for)?),
            _ if sitting.everybody.len() >= room.limits.most => Some(first(&sitting.waited_for)?),
            _ => None,
        };
        if let Some(victim) = victim {
            sitting.send_away(victim);
        }
        let away = Arc::new(Notify::new());
        let number = sitting.next;
        sitting.next += 1;
        let one = One {
            address,
            since: None,
            away: Arc::clone(&away),
        };
        sitting.everybody.insert(number, one);
        sitting.by_address.entry(address).or_default().count += 1;
        sitting.wait_for(number);
        drop(sitting);
        room.open.fetch_add(1, Ordering::Relaxed);
        Some(Seat(Arc::new(Taken {
            room: Arc::clone(room),
            number,
            away,
        })))
    }

    /// Sends away whoever has kept us waiting for longest.
    pub(super) fn send_one_away(&self) {
        let mut sitting = self.0.sitting();
        if let Some(victim) = first(&sitting.waited_for) {
            sitting.send_away(victim);
        }
    }

    /// How many were sent away and are not gone yet.
    pub(super) fn leaving(&self) -> usize {
        let sitting = self.0.sitting().everybody.len();
        self.0.open.load(Ordering::Relaxed).saturating_sub(sitting)
    }
}

impl Seat {
    /// We wait for whoever sits here, from now on: for a head, for the rest of a form, for an answer to be taken.
    pub(super) fn wait_for(&self) {
        self.0.room.sitting().wait_for(self.0.number);
    }

    /// Whoever sits here waits for us.
    pub(super) fn work_for(&self) {
        self.0.room.sitting().work_for(self.0.number);
    }

    /// Comes back when the seat is given to somebody else.
    pub(super) async fn sent_away(&self) {
        self.0.away.notified().await;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.room.sitting().remove(self.number);
        self.room.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Room {
    /// A thread that panicked here has at worst left a seat taken.
    fn sitting(&self) -> MutexGuard<'_, Sitting> {
        self.sitting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sitting {
    fn wait_for(&mut self, number: u64) {
        self.work_for(number);
        let since = self.next;
        self.next += 1;
        if let Some(one) = self.everybody.get_mut(&number) {
            one.since = Some(since);
            self.waited_for.insert(since, number);
            if let Some(neighbours) = self.by_address.get_mut(&one.address) {
                neighbours.waited_for.insert(since, number);
            }
        }
    }

    fn work_for(&mut self, number: u64) {
        if let Some(one) = self.everybody.get_mut(&number)
            && let Some(since) = one.since.take()
        {
            self.waited_for.remove(&since);
            if let Some(neighbours) = self.by_address.get_mut(&one.address) {
                neighbours.waited_for.remove(&since);
            }
        }
    }

    fn send_away(&mut self, number: u64) {
        if let Some(one) = self.remove(number) {
            one.away.notify_one();
        }
    }

    /// Nobody may sit there any more who was sent away before.
    fn remove(&mut self, number: u64) -> Option<One> {
        self.work_for(number);
        let one = self.everybody.remove(&number)?;
        if let Some(neighbours) = self.by_address.get_mut(&one.address) {
            neighbours.count -= 1;
            if neighbours.count == 0 {
                self.by_address.remove(&one.address);
            }
        }
        Some(one)
    }
}

fn first(waited_for: &BTreeMap<u64, u64>) -> Option<u64> {
    waited_for.first_key_value().map(|(_, number)| *number)
}

fn neighbourhood(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(_) => address.to_bits(),
            None => address.to_bits() >> 64 << 64,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{Limits, Seat, Seats};

    fn from(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    fn is_away(seat: &Seat) -> bool {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            tokio::select! { biased; () = seat.sent_away() => true, () = async {} => false }
        })
    }

    #[test]
    fn whoever_has_kept_us_waiting_for_longest_gives_way() {
        let seats = Seats::new(Limits {
            most: 3,
            most_of_one: 3,
        });
        let [first, second, third] = [1, 2, 3].map(|last| seats.take(from(last)).unwrap());
        first.work_for();
        let fourth = seats.take(from(4)).unwrap();
        assert!(is_away(&second) && !is_away(&first) && !is_away(&third));
        assert_eq!(seats.leaving(), 1);
        drop(second);
        assert_eq!(seats.leaving(), 0);
        // Somebody who has just sent a piece of a form is not the one who has been silent for longest.
        third.wait_for();
        let fifth = seats.take(from(5)).unwrap();
        assert!(is_away(&fourth) && !is_away(&third));
        third.work_for();
        fifth.work_for();
        assert!(seats.take(from(6)).is_none(), "everybody is being answered");
        first.wait_for();
        assert!(seats.take(from(6)).is_some());
        assert!(is_away(&first));
    }

    #[test]
    fn an_address_that_has_its_fill_makes_room_itself() {
        let seats = Seats::new(Limits {
            most: 10,
            most_of_one: 2,
        });
        let neighbour = seats.take(from(9)).unwrap();
        let one = seats.take(from(1)).unwrap();
        let two = seats.take(from(1)).unwrap();
        let three = seats.take(from(1)).unwrap();
        assert!(is_away(&one) && !is_away(&two) && !is_away(&neighbour));
        two.work_for();
        three.work_for();
        assert!(seats.take(from(1)).is_none());
        assert!(seats.take(from(2)).is_some());
        let half = |text: &str| text.parse::<IpAddr>().unwrap();
        let _kept = [seats.take(half("2001:db8::1")), seats.take(half("2001:db8::2"))].map(Option::unwrap);
        let before = seats.leaving();
        let _third = seats.take(half("2001:db8::3")).unwrap();
        assert_eq!(seats.leaving(), before + 1);
    }
}
