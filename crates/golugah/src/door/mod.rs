//! The door: who is let in to ask, how many at once, and how long somebody may say nothing.
//!
//! Behind it is a site that answers quickly; before it is a network on which anybody can open connections and say nothing.
//! A head that is not whole after ten seconds ends its connection, and so does the same time without a next one. When every
//! seat is taken, the connection that has kept us waiting for longest is closed in favour of the new one.

mod descriptors;
mod seats;
mod watched;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use golugah_county::site::{Server, answer};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use seats::{Limits, Seat, Seats};
use watched::{Heard, Sent, Watched};

/// How long a head may take, and how long a connection may stay without a next one.
const HEAD: Duration = Duration::from_secs(10);

/// How long, at the end, answers that were begun may still take.
const LAST_ANSWERS: Duration = Duration::from_secs(30);

/// How many connections that were told to leave may still be there before the next one is taken.
const LEAVING: usize = 64;

/// Lets in who comes to `listener` until `stop`, and then lets everybody have the answer that was begun.
pub(crate) async fn open(
    listener: TcpListener,
    server: Server,
    behind_proxy: bool,
    stop: impl Future<Output = ()>,
) {
    let most = descriptors::seats();
    let seats = Seats::new(Limits {
        most,
        // Behind a proxy everybody comes from one address: the proxy's, which knows better.
        most_of_one: if behind_proxy { most } else { most / 2 },
    });
    let (stopping, _) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        let came = tokio::select! {
            came = listener.accept() => came,
            () = &mut stop => break,
        };
        match came {
            Ok((stream, peer)) => {
                // Whoever finds no seat, because everybody there is being answered, is hung up on.
                if let Some(seat) = seats.take(peer.ip()) {
                    tokio::spawn(attend(stream, peer, seat, server.clone(), stopping.subscribe()));
                }
            }
            Err(error) => {
                let went_away = matches!(
                    error.kind(),
                    std::io::ErrorKind::ConnectionAborted | std::io::ErrorKind::ConnectionReset
                );
                if !went_away {
                    // There is no descriptor left, whoever has them: room is made, and then it is tried again.
                    seats.send_one_away();
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        }
        while seats.leaving() > LEAVING {
            tokio::task::yield_now().await;
        }
    }
    drop(listener);
    stopping.send_replace(true);
    // Whoever has not taken the answer by then does not get it.
    let _ = tokio::time::timeout(LAST_ANSWERS, stopping.closed()).await;
}

/// Attends to one connection until either side has had enough.
async fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    seat: Seat,
    server: Server,
    mut stopping: watch::Receiver<bool>,
) {
    // Without it small answers wait for more; if it cannot be set, they do.
    let _ = stream.set_nodelay(true);
    let asked = seat.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let (mut server, seat) = (server.clone(), asked.clone());
        let mut request = request.map(|body| Body::new(Heard::new(body, seat.clone())));
        request.extensions_mut().insert(ConnectInfo(peer));
        async move {
            let response = answer(&mut server, request).await?;
            Ok::<_, Infallible>(response.map(|body| Sent::new(body, seat)))
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(Watched::new(stream, seat.clone())), service);
    let mut connection = pin!(connection);
    let mut is_last = false;
    loop {
        tokio::select! {
            // Whatever ended it, a broken line or a head that did not come, nobody is left to be told.
            _ = connection.as_mut() => return,
            () = seat.sent_away() => return,
            // The sender lives as long as anybody listens.
            _ = stopping.wait_for(|stopping| *stopping), if !is_last => {
                is_last = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
