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
    let wanted = match extension {
        "mvt" => vector(&state, address, &ask)?,
        "png" => raster(&state, address, &ask)?,
        _ => return Err(ApiError::NotFound),
    };
    let ask = ask.unchanged_since(wanted.version);
    match wanted.at_hand(&state, &ask)? {
        Some(response) => Ok(response),
        // Boxed: a kept tile does not move the room about that a drawn one needs.
        None => Box::pin(wanted.drawn(state, ask)).await,
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
fn vector(state: &AppState, address: Address, ask: &Ask) -> Result<Wanted, ApiError> {
    Wanted::read(state, address, TileFormat::Mvt, None, ask)
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
fn raster(state: &AppState, address: Address, ask: &Ask) -> Result<Wanted, ApiError> {
    let scale = match ask.word("scale")? {
        None | Some("1") => 1,
        Some("2") => 2,
        Some(_) => return Err(ApiError::invalid("scale", "is neither 1 nor 2")),
    };
    Wanted::read(state, address, TileFormat::Png { scale }, Some("scale"), ask)
}

/// A tile that is asked for.
struct Wanted {
    request: TileRequest,
    for_everyone: bool,
    /// Since which version it is as it is.
    version: u64,
}

impl Wanted {
    /// `own` is the word of the format; it is no word of the set.
    fn read(
        state: &AppState,
        address: Address,
        format: TileFormat,
        own: Option<&str>,
        ask: &Ask,
    ) -> Result<Self, ApiError> {
        let set = state.tiles.set(address.set)?;
        let words = ask.pairs().filter(|(word, _)| Some(*word) != own);
        let query = TileQuery::read(set, words, ask.lens.catalog())?;
        let for_everyone = !set.filtered || !query.display.counts;
        let encoding = negotiate(ask.headers(), &ENCODINGS).unwrap_or(Encoding::Identity);
        let request = TileRequest { set: address.set, tile: address.tile, format, query, encoding };
        let version = state.tiles.version(&ask.lens, &request)?;
        Ok(Self { request, for_everyone, version })
    }

    /// The tile where it is kept, or made sooner than another thread is woken.
    fn at_hand(&self, state: &AppState, ask: &Ask) -> Result<Option<Response<Body>>, ApiError> {
        let kept = state.tiles.kept(&ask.lens, &self.request)?;
        observe::tile(kept.is_some());
        let tile = match kept {
            Some(tile) => tile,
            None if state.tiles.is_quick(&ask.lens, &self.request) => {
                state.tiles.tile(&ask.lens, &self.request)?
            }
            None => return Ok(None),
        };
        Ok(Some(ask.answer_at_hand(answer(tile), self.for_everyone)))
    }

    async fn drawn(self, state: AppState, ask: Ask) -> Result<Response<Body>, ApiError> {
        let Self { request, for_everyone, .. } = self;
        let draw = move |lens: &Lens| Ok(answer(state.tiles.tile(lens, &request)?));
        if for_everyone { ask.answer_everyone(draw).await } else { ask.answer(draw).await }
    }
}

fn answer(tile: TileAnswer) -> Answer {
    Answer::bytes(tile.content_type, tile.bytes).encoded(tile.encoding.header())
}

fn named(word: Option<&str>) -> Result<SetName, ApiError> {
    word.and_then(|word| word.parse().ok()).ok_or(ApiError::NotFound)
}
