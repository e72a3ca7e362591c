//! Tiles and their description.

use axum::{
    body::Body,
    extract::{Path, State},
    http::Response,
};

use crate::{
    index::{Lens, TileId},
    tiles::{Encoding, SetName, TileAnswer, TileFormat, TileJson, TileQuery, TileRequest},
    web::{
        answer::Answer,
        ask::Ask,
        encoding::negotiate,
        error::{ApiError, Problem},
        observe,
        openapi::{DisplayWords, FilterWords},
        state::AppState,
    },
};

/// Encodings for tiles made on the spot. gzip first: on a slow line its smaller tiles win over the faster zstd.
const ENCODINGS: [(&str, Encoding); 3] =
    [("gzip", Encoding::Gzip), ("zstd", Encoding::Zstd), ("br", Encoding::Brotli)];

/// The description of a tile set, TileJSON 3.0. The words of the query are passed on to the tiles.
#[utoipa::path(get, path = "/tiles/{set}.json", tag = "tiles",
    params(("set" = String, Path, description = "`cases`, `facilities`, `districts`, `coverage` or `heat`")),
    responses((status = 200, body = TileJson), (status = 404, body = Problem)))]
pub async fn tilejson(
    State(state): State<AppState>,
    Path(file): Path<String>,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let set = named(file.strip_suffix(".json"))?;
    TileQuery::read(state.tiles.set(set)?, ask.pairs(), ask.lens.catalog())?;
    let words = form_urlencoded::Serializer::new(String::new()).extend_pairs(ask.pairs()).finish();
    let base = ask.base();
    ask.answer(move |lens| Answer::json(&state.tiles.tilejson(lens, set, &base, &words)?)).await
}

/// A tile in the format that the end of its address names.
pub async fn tile(
    State(state): State<AppState>,
    Path((set, z, x, file)): Path<(String, String, String, String)>,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let (y, extension) = file.split_once('.').ok_or(ApiError::NotFound)?;
    let zoom = z.parse().map_err(|_| ApiError::NotFound)?;
    let number = |text: &str| text.parse().map_err(|_| ApiError::NotFound);
    let tile = TileId::new(zoom, number(&x)?, number(y)?).ok_or(ApiError::NotFound)?;
    let address = Address { set: named(Some(&set))?, tile };
    match extension {
        "mvt" => vector(state, address, ask).await,
        "png" => raster(state, address, ask).await,
        _ => Err(ApiError::NotFound),
    }
}

struct Address {
    set: SetName,
    tile: TileId,
}

/// A vector tile; 204 where nothing is in it.
#[utoipa::path(get, path = "/tiles/{set}/{z}/{x}/{y}.mvt", tag = "tiles", params(
    ("set" = String, Path, description = "`cases`, `facilities`, `districts` or `coverage`"),
    ("z" = u8, Path, description = "Zoom, 0 to 22"),
    ("x" = u32, Path, description = "Column from the west"),
    ("y" = u32, Path, description = "Row from the north"),
    FilterWords, DisplayWords,
), responses(
    (status = 200, description = "Mapbox Vector Tile 2.1"), (status = 204, description = "Empty"),
    (status = 400, body = Problem), (status = 404, body = Problem),
))]
async fn vector(state: AppState, address: Address, ask: Ask) -> Result<Response<Body>, ApiError> {
    draw(state, address, TileFormat::Mvt, None, ask).await
}

/// The same tile as a picture.
#[utoipa::path(get, path = "/tiles/{set}/{z}/{x}/{y}.png", tag = "tiles", params(
    ("set" = String, Path, description = "`cases`, `facilities`, `districts`, `coverage` or `heat`"),
    ("z" = u8, Path, description = "Zoom, 0 to 22"),
    ("x" = u32, Path, description = "Column from the west"),
    ("y" = u32, Path, description = "Row from the north"),
    ("scale" = Option<u8>, Query, description = "1, or 2 for dense screens"),
    FilterWords, DisplayWords,
), responses(
    (status = 200, description = "PNG"), (status = 204, description = "Empty"),
    (status = 400, body = Problem), (status = 404, body = Problem),
))]
async fn raster(state: AppState, address: Address, ask: Ask) -> Result<Response<Body>, ApiError> {
    let scale = match ask.word("scale")? {
        None | Some("1") => 1,
        Some("2") => 2,
        Some(_) => return Err(ApiError::invalid("scale", "is neither 1 nor 2")),
    };
    draw(state, address, TileFormat::Png { scale }, Some("scale"), ask).await
}

/// `own` is the word of the format; it is no word of the set.
async fn draw(
    state: AppState,
    address: Address,
    format: TileFormat,
    own: Option<&str>,
    ask: Ask,
) -> Result<Response<Body>, ApiError> {
    let set = state.tiles.set(address.set)?;
    let words = ask.pairs().filter(|(word, _)| Some(*word) != own);
    let query = TileQuery::read(set, words, ask.lens.catalog())?;
    let for_everyone = !set.filtered || !query.display.counts;
    let encoding = negotiate(ask.headers(), &ENCODINGS).unwrap_or(Encoding::Identity);
    let request = TileRequest { set: address.set, tile: address.tile, format, query, encoding };
    let kept = state.tiles.kept(&ask.lens, &request)?;
    observe::tile(kept.is_some());
    if let Some(tile) = kept {
        return Ok(ask.answer_at_hand(answer(tile), for_everyone));
    }
    if state.tiles.is_quick(&ask.lens, &request) {
        let tile = state.tiles.tile(&ask.lens, &request)?;
        return Ok(ask.answer_at_hand(answer(tile), for_everyone));
    }
    let draw = move |lens: &Lens| Ok(answer(state.tiles.tile(lens, &request)?));
    if for_everyone { ask.answer_everyone(draw).await } else { ask.answer(draw).await }
}

fn answer(tile: TileAnswer) -> Answer {
    Answer::bytes(tile.content_type, tile.bytes).encoded(tile.encoding.header())
}

fn named(word: Option<&str>) -> Result<SetName, ApiError> {
    word.and_then(|word| word.parse().ok()).ok_or(ApiError::NotFound)
}
