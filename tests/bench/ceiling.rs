//! The ceiling of the benches: the same HTTP library with a body of a fixed size and nothing behind it.

use std::io::{Result, Write};

use axum::{Router, body::Bytes, http::header};

/// What to answer.
#[derive(clap::Parser)]
struct Args {
    /// Size of the body.
    #[arg(long)]
    bytes: usize,
}

#[tokio::main]
async fn main() -> Result<()> {
    let body = Bytes::from(vec![7; <Args as clap::Parser>::parse().bytes]);
    let headers = [(header::CONTENT_TYPE, "application/vnd.mapbox-vector-tile")];
    let app = Router::new().fallback(move || std::future::ready((headers.clone(), body.clone())));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?)?;
    axum::serve(listener, app).await
}
