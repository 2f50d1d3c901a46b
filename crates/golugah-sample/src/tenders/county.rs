//! The county that buys: its buyers, offices, companies and their habits, fixed before the first tender.

use std::collections::BTreeSet;

use crate::chance::{Chance, running};

/// Item classes, one a line: code | category | description | words for companies | words for titles.
const CLASSES: &str = include_str!("../../words/classes.txt");
const BUYERS: &str = include_str!("../../words/buyers.txt");
const UNITS: &str = include_str!("../../words/units.txt");
const SURNAMES: &str = include_str!("../../words/surnames_of_companies.txt");

/// The county's name as it stands in the names of its offices.
const COUNTY: &str = "شهرستان آبگینه‌رود";
/// The companies of the county.
pub(crate) const COMPANIES: usize = 900;
/// The offices that run tenders.
pub(crate) const OFFICES: usize = 140;
/// The classes a company bids for at most, besides its own: an honest firm is no supplier of everything.
const MORE_CLASSES: usize = 2;
/// Buyers whose purchases a lender abroad pays.
const DONORS: usize = 5;
/// Buyers that sell and let as well.
const SELLERS: usize = 4;
/// The least tenders of three years.
const TENDERS: i64 = 12_400;

/// What is bought.
pub(crate) struct Class {
    pub(crate) code: &'static str,
    pub(crate) category: usize,
    pub(crate) description: &'static str,
    pub(crate) titles: Vec<&'static str>,
    company_words: Vec<&'static str>,
    /// Companies that bid for it, with running weights.
    pub(crate) pool: Vec<u16>,
    pub(crate) pool_weights: Vec<f64>,
}

/// `mainProcurementCategory`, in the order of [`Class::category`].
pub(crate) const CATEGORIES: [&str; 3] = ["works", "goods", "services"];
/// `procurementMethod` and its Persian detail, in the order of [`Office::methods`].
pub(crate) const METHODS: [(&str, &str); 4] = [
    ("open", "مناقصهٔ عمومی"),
    ("selective", "مناقصهٔ محدود پس از ارزیابی کیفی"),
    ("limited", "مناقصهٔ محدود"),
    ("direct", "ترک تشریفات"),
];
pub(crate) const LIMITED: usize = 2;
pub(crate) const DIRECT: usize = 3;

pub(crate) struct Buyer {
    pub(crate) id: String,
    pub(crate) name: String,
    sector: &'static str,
}

/// What makes the bids of some of an office's tenders other than ordinary.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Deal {
    /// All others are disqualified and this company wins.
    ShutOut(u16),
    /// The lowest bid is disqualified.
    LowestOut,
    /// A ring bids: one low, the others the same amount.
    SamePrices(Vec<u16>),
    /// A ring bids: the last of it, and one more, just above the winner; the last never wins.
    Cover(Vec<u16>),
    /// This company's bid comes after the end and wins.
    Late(u16),
    /// This company wins far below the second.
    Discount(u16),
    /// This company wins whatever is bought.
    Feed(u16),
}

/// An office's habits: the probabilities that its tenders are drawn with.
#[derive(Clone, Debug)]
pub(crate) struct Habits {
    pub(crate) single: f64,
    pub(crate) short: f64,
    pub(crate) disqualified: f64,
    pub(crate) identical: f64,
    pub(crate) late: f64,
    pub(crate) spread: f64,
    pub(crate) crowd: f64,
    pub(crate) rate_contract: f64,
    pub(crate) deal: Option<(Deal, f64)>,
}

pub(crate) struct Office {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) buyer: usize,
    pub(crate) share: f64,
    pub(crate) methods: Vec<f64>,
    pub(crate) classes: Vec<usize>,
    pub(crate) class_weights: Vec<f64>,
    pub(crate) habits: Habits,
    /// How many of its tenders sell or let something.
    pub(crate) sales: f64,
    /// Whether a lender abroad pays what it buys, by rules of its own.
    pub(crate) donor: bool,
}

pub(crate) struct Company {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) class: usize,
    /// Its prices beside the others'.
    pub(crate) price: f64,
    /// Its disqualifications beside the others'.
    pub(crate) care: f64,
    pub(crate) size: f64,
}

/// Everything that is fixed before the first tender.
pub(crate) struct County {
    pub(crate) classes: Vec<Class>,
    pub(crate) buyers: Vec<Buyer>,
    pub(crate) offices: Vec<Office>,
    pub(crate) office_weights: Vec<f64>,
    pub(crate) companies: Vec<Company>,
    pub(crate) tenders: usize,
}

impl County {
    /// Draws the county of a seed, before anything is planted.
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        let mut classes = read_classes();
        let buyers: Vec<Buyer> = BUYERS
            .lines()
            .enumerate()
            .filter_map(|(at, line)| {
                let (name, sector) = line.split_once('|')?;
                Some(Buyer {
                    id: format!("IR-AGR-B{:02}", at + 1),
                    name: place_name(name),
                    sector,
                })
            })
            .collect();
        let mut offices = draw_offices(chance, &buyers, &classes);
        let special = buyers.len() - 1;
        let mut others: Vec<usize> = (0..special).collect();
        chance.shuffle(&mut others);
        let (donors, sellers) = others.split_at(DONORS);
        for office in offices.iter_mut().filter(|office| donors.contains(&office.buyer)) {
            office.donor = true;
            office.habits.single = chance.beta(0.16, 90.0, 0.12, 0.2);
            office.habits.disqualified = chance.beta(0.32, 90.0, 0.27, 0.37);
        }
        // Some buyers let stalls and sell what they have used.
        for office in offices
            .iter_mut()
            .filter(|office| sellers[..SELLERS].contains(&office.buyer))
        {
            office.sales = chance.range(0.15, 0.4);
        }
        let companies = draw_companies(chance, &classes);
        fill_pools(chance, &mut classes, &companies);
        let tenders = (TENDERS + chance.between(0, 1_200)) as usize;
        let office_weights = running(offices.iter().map(|office| office.share));
        Self {
            classes,
            buyers,
            offices,
            office_weights,
            companies,
            tenders,
        }
    }

    /// The tenders an office may expect in three years.
    pub(crate) fn expected(&self, office: usize) -> f64 {
        let total = self.office_weights.last().copied().unwrap_or(1.0);
        self.offices[office].share / total * self.tenders as f64
    }

    /// Rewrites the pools after companies were given a part to play: `keep` is the share of their ordinary business.
    pub(crate) fn hold_back(&mut self, companies: &[(u16, f64)]) {
        for class in &mut self.classes {
            let mut weights: Vec<f64> = Vec::with_capacity(class.pool.len());
            let mut before = 0.0;
            for sum in &class.pool_weights {
                weights.push(sum - before);
                before = *sum;
            }
            let mean = before / class.pool.len().max(1) as f64;
            for (company, weight) in class.pool.iter().zip(&mut weights) {
                if let Some((_, keep)) = companies.iter().find(|(held, _)| held == company) {
                    *weight = mean * keep;
                }
            }
            class.pool_weights = running(weights);
        }
    }
}

fn place_name(name: &str) -> String {
    if name.contains("آبگینه‌رود") || name.starts_with("شهرداری") || name.starts_with("بخشداری")
    {
        name.to_owned()
    } else {
        format!("{name} {COUNTY}")
    }
}

fn read_classes() -> Vec<Class> {
    let mut classes = Vec::new();
    for line in CLASSES.lines() {
        let mut fields = line.split('|');
        let mut field = || fields.next().unwrap_or_default();
        let (code, category, description) = (field(), field(), field());
        let company_words = field().split('،').collect();
        let titles = field().split('،').collect();
        let category = CATEGORIES.iter().position(|it| *it == category).unwrap_or(0);
        classes.push(Class {
            code,
            category,
            description,
            titles,
            company_words,
            pool: Vec::new(),
            pool_weights: Vec::new(),
        });
    }
    classes
}

fn draw_offices(chance: &mut Chance, buyers: &[Buyer], classes: &[Class]) -> Vec<Office> {
    let units: Vec<&str> = UNITS.lines().collect();
    let laboratory = classes.iter().position(|it| it.code == "38434").unwrap_or(0);
    let mut of_buyer = vec![0_usize; buyers.len()];
    let special = buyers.len() - 1; // the specialised buyer: one office, limited tenders, few suppliers
    (0..OFFICES)
        .map(|at| {
            let buyer = match at {
                60 => special,
                _ if at < special => at,
                _ => chance.below(special).min(chance.below(special)),
            };
            let unit = units[of_buyer[buyer] % units.len()];
            of_buyer[buyer] += 1;
            let steep = if at < 95 { 0.62 } else { 0.95 };
            let share = (at as f64 + 3.0).powf(-steep) * chance.lognormal(0.2);
            let sector = buyers[buyer].sector;
            let methods = match sector {
                "laboratory" => vec![0.0, 0.0, 0.97, 1.0],
                _ => running([
                    0.90,
                    0.03,
                    0.045 * chance.range(0.3, 1.7),
                    0.025 * chance.range(0.3, 1.7),
                ]),
            };
            let (mut wanted, mut weights) = (Vec::new(), Vec::new());
            for (index, class) in classes.iter().enumerate() {
                let lean = match (sector, class.category) {
                    ("laboratory", _) => f64::from(u8::from(index == laboratory)),
                    (_, _) if index == laboratory => 0.0,
                    ("works", 0) => 5.0,
                    ("all", 0) => 2.2,
                    ("goods", 1) | ("services", 2) => 3.0,
                    _ => 0.8,
                };
                if lean > 0.0 {
                    wanted.push(index);
                    weights.push(lean * chance.lognormal(0.7));
                }
            }
            Office {
                id: format!("IR-AGR-P{:03}", at + 1),
                name: format!("{}||{unit}", buyers[buyer].name),
                buyer,
                share: if sector == "laboratory" { 0.09 } else { share },
                methods,
                classes: wanted,
                class_weights: running(weights),
                habits: innocent(chance),
                sales: 0.0,
                donor: false,
            }
        })
        .collect()
}

/// The habits of an innocent office: around the county's base rates, overdispersed, and clear of what is material.
fn innocent(chance: &mut Chance) -> Habits {
    Habits {
        single: chance.beta(0.055, 70.0, 0.02, 0.088),
        short: chance.beta(0.11, 60.0, 0.05, 0.165),
        disqualified: chance.beta(0.175, 90.0, 0.11, 0.235),
        identical: chance.beta(0.012, 300.0, 0.0, 0.025),
        late: chance.range(0.0, 0.006),
        spread: chance.range(0.085, 0.11),
        crowd: chance.range(1.9, 2.7),
        rate_contract: if chance.yes(0.15) {
            chance.range(0.02, 0.06)
        } else {
            0.0
        },
        deal: None,
    }
}

fn draw_companies(chance: &mut Chance, classes: &[Class]) -> Vec<Company> {
    let surnames: Vec<&str> = SURNAMES.lines().collect();
    let weights = running(classes.iter().map(|class| match class.category {
        0 => 3.4,
        1 => 1.0,
        _ => 1.2,
    }));
    let mut taken = BTreeSet::new();
    let mut companies: Vec<Company> = Vec::with_capacity(COMPANIES);
    for at in 0..COMPANIES {
        let class = if at < classes.len() * 4 {
            at % classes.len()
        } else {
            chance.by_weight(&weights)
        };
        // One in forty is named almost as another is: a space for a half-space, another form of company.
        let twin = if at > 200 && at % 40 == 0 {
            Some(chance.below(200))
        } else {
            None
        };
        let name = match twin {
            Some(twin) => near_name(chance, &companies[twin].name),
            None => fresh_name(chance, &classes[class], &surnames, &mut taken),
        };
        let class = twin.map_or(class, |twin| companies[twin].class);
        companies.push(Company {
            id: format!(
                "IR-NID-{}",
                10_100_000_000 + chance.between(0, 99_999) * 1_000 + at as i64
            ),
            name,
            class,
            price: 1.0 + chance.range(-0.008, 0.008),
            care: chance.range(0.8, 1.2),
            size: (at as f64 * 0.35 + 6.0).powf(-0.75) * chance.lognormal(0.25),
        });
    }
    companies
}

/// A name nobody has yet.
fn fresh_name(chance: &mut Chance, class: &Class, surnames: &[&str], taken: &mut BTreeSet<String>) -> String {
    loop {
        let word = chance.one_of(&class.company_words);
        let name = format!("شرکت {word} {}", chance.one_of(surnames));
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

/// A name that is almost another's.
fn near_name(chance: &mut Chance, name: &str) -> String {
    if chance.yes(0.6) && name.contains('\u{200c}') {
        name.replace('\u{200c}', " ")
    } else {
        name.replacen("شرکت", "شرکت فنی", 1)
    }
}

/// Each company bids for its own class, and for a few more of the same category at times.
fn fill_pools(chance: &mut Chance, classes: &mut [Class], companies: &[Company]) {
    let mut weights: Vec<Vec<f64>> = vec![Vec::new(); classes.len()];
    for (at, company) in companies.iter().enumerate() {
        let category = classes[company.class].category;
        let mut more = 0;
        for (index, class) in classes.iter_mut().enumerate() {
            let same = class.category == category;
            let chance_of = if class.category == 0 { 0.35 } else { 0.12 };
            let near = index != company.class && same && more < MORE_CLASSES && chance.yes(chance_of);
            more += usize::from(near);
            if index == company.class || near {
                class.pool.push(at as u16);
                weights[index].push(company.size * if near { 0.3 } else { 1.0 });
            }
        }
    }
    for (class, weights) in classes.iter_mut().zip(weights) {
        class.pool_weights = running(weights);
    }
}
