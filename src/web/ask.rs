//! A question: who asks, through which lens, with which words.

use std::{fmt::Display, str::FromStr, sync::Arc};

use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, Response, header, request::Parts},
};

use super::{
    answer::{Answer, Caching, Tag},
    error::ApiError,
    forwarded::{FORWARDED_PROTO, by_https},
    share,
    state::AppState,
    turns::Party,
    viewer::Asker,
    work::Workshop,
};
use crate::{
    domain::{CaseFilter, Position, Viewer},
    index::Lens,
};

/// The most words that one query may hold.
const MAX_WORDS: usize = 64;

/// The headers that an answer may depend on; a browser sends three times as many.
const DECISIVE: [HeaderName; 4] =
    [header::HOST, header::IF_NONE_MATCH, header::ACCEPT_ENCODING, FORWARDED_PROTO];

/// Where the work for one party is done, in its turn.
#[derive(Clone)]
pub struct Workbench {
    workshop: Workshop,
    party: Party,
}

impl Workbench {
    /// Does a job on a thread where it may take its time; see [`Workshop::run`].
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.workshop.run(self.party, job).await
    }
}

/// A request for data: the viewer's lens on the current snapshot and the words of the query.
pub struct Ask {
    /// The city as this viewer may see it; one snapshot from the first to the last byte of the answer.
    pub lens: Lens,
    /// Who asks.
    pub viewer: Viewer,
    pairs: Vec<(String, String)>,
    path: String,
    headers: HeaderMap,
    bench: Workbench,
    ledger_id: Arc<str>,
    version: u64,
}

impl FromRequestParts<AppState> for Ask {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Asker { viewer, party } = Asker::from_request_parts(parts, state).await?;
        let query = parts.uri.query().unwrap_or_default();
        let pairs: Vec<_> =
            form_urlencoded::parse(query.as_bytes()).into_owned().take(MAX_WORDS + 1).collect();
        if pairs.len() > MAX_WORDS {
            return Err(ApiError::invalid("query", format!("holds more than {MAX_WORDS} words")));
        }
        let lens = state.atlas.lens(&viewer);
        Ok(Self {
            version: lens.version(),
            lens,
            viewer,
            pairs,
            path: parts.uri.path().to_owned(),
            headers: decisive(&parts.headers),
            bench: Workbench { workshop: state.workshop.clone(), party },
            ledger_id: Arc::clone(&state.ledger_id),
        })
    }
}

impl Ask {
    /// The words that a route calls its own, and the rest as a filter. A word that neither knows is an error.
    pub fn words(&self, own: &[&'static str]) -> Result<(Words, CaseFilter), ApiError> {
        let (mine, rest): (Vec<_>, Vec<_>) = self.pairs().partition(|(word, _)| own.contains(word));
        let unknown = |word: &&(&str, &str)| !CaseFilter::WORDS.contains(&word.0);
        if let Some((word, _)) = rest.iter().find(unknown) {
            let known: Vec<&str> = own.iter().copied().chain(CaseFilter::WORDS).collect();
            return Err(unknown_word(word, &known));
        }
        let filter = CaseFilter::read(rest, self.lens.catalog())?;
        Ok((Words::read(&mine)?, filter))
    }

    /// The words of a route that takes no filter.
    pub fn own_words(&self, own: &[&'static str]) -> Result<Words, ApiError> {
        let pairs: Vec<_> = self.pairs().collect();
        match pairs.iter().find(|(word, _)| !own.contains(word)) {
            Some((word, _)) => Err(unknown_word(word, own)),
            None => Words::read(&pairs),
        }
    }

    /// The filter of a route that has no words of its own.
    pub fn filter(&self) -> Result<CaseFilter, ApiError> {
        self.words(&[]).map(|(_, filter)| filter)
    }

    /// One word of a route that lets another room read the rest; `None` where it is empty or not given.
    pub fn word(&self, name: &str) -> Result<Option<&str>, ApiError> {
        let mut values = self.pairs().filter(|(word, _)| *word == name).map(|(_, value)| value.trim());
        let value = values.next().filter(|value| !value.is_empty());
        match values.next() {
            Some(_) => Err(ApiError::invalid(name, "stands twice")),
            None => Ok(value),
        }
    }

    /// The words of the query as they came.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(word, value)| (word.as_str(), value.as_str()))
    }

    /// The words of the query in one line, for the audit.
    pub fn question(&self) -> String {
        self.pairs().map(|(word, value)| format!("{word}={value}")).collect::<Vec<_>>().join("&")
    }

    /// The headers of the request that its answer may depend on.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The address that the client knows this server by: `https://host`. Empty where the request names none that
    /// can be believed.
    pub fn base(&self) -> String {
        share::origin(&self.headers).unwrap_or_default()
    }

    /// Where work for this question is done.
    pub fn bench(&self) -> Workbench {
        self.bench.clone()
    }

    /// The same question, answered in another workshop.
    pub fn at(self, workshop: Workshop) -> Self {
        Self { bench: Workbench { workshop, ..self.bench }, ..self }
    }

    /// The same question, whose answer is as it is since an earlier version: its tag outlives changes elsewhere.
    pub fn unchanged_since(self, version: u64) -> Self {
        Self { version, ..self }
    }

    /// Answers with what `work` makes of the lens, on a thread where it may take its time; 304 without any work where
    /// the client has the answer already.
    pub async fn answer(
        self,
        work: impl FnOnce(&Lens) -> Result<Answer, ApiError> + Send + 'static,
    ) -> Result<Response<Body>, ApiError> {
        let caching = self.caching();
        self.respond(caching, work).await
    }

    /// Answers with what needs no work; `everyone` says whether it is the same for every viewer.
    pub fn answer_at_hand(&self, answer: Answer, everyone: bool) -> Response<Body> {
        let caching = if everyone { Caching::Shared } else { self.caching() };
        let tag = self.tag();
        tag.not_modified(&self.headers, caching).unwrap_or_else(|| answer.respond(&tag, caching))
    }

    fn caching(&self) -> Caching {
        if self.lens.scope().is_public() { Caching::Shared } else { Caching::Private }
    }

    /// Like [`Ask::answer`], for what is the same for every viewer.
    pub async fn answer_everyone(
        self,
        work: impl FnOnce(&Lens) -> Result<Answer, ApiError> + Send + 'static,
    ) -> Result<Response<Body>, ApiError> {
        self.respond(Caching::Shared, work).await
    }

    /// Like [`Ask::answer`], where the ledger adds to what was found.
    pub async fn answer_with<T: Send + 'static, F: Future<Output = Result<Answer, ApiError>>>(
        self,
        find: impl FnOnce(&Lens) -> Result<T, ApiError> + Send + 'static,
        tell: impl FnOnce(Lens, T) -> F,
    ) -> Result<Response<Body>, ApiError> {
        let tag = self.tag();
        if let Some(response) = tag.not_modified(&self.headers, Caching::Private) {
            return Ok(response);
        }
        let lens = self.lens.clone();
        let found = self.bench.run(move || find(&lens)).await?;
        let answer = tell(self.lens, found).await?;
        let answer = self.bench.run(move || answer.packed(&self.headers)).await?;
        Ok(answer.respond(&tag, Caching::Private))
    }

    async fn respond(
        self,
        caching: Caching,
        work: impl FnOnce(&Lens) -> Result<Answer, ApiError> + Send + 'static,
    ) -> Result<Response<Body>, ApiError> {
        let tag = self.tag();
        if let Some(response) = tag.not_modified(&self.headers, caching) {
            return Ok(response);
        }
        let (lens, headers) = (self.lens, self.headers);
        let answer = self.bench.run(move || work(&lens)?.packed(&headers)).await?;
        Ok(answer.respond(&tag, caching))
    }

    /// The tag of the answer to this question. Words in another order are the same question; the host stands in it
    /// because some answers hold absolute addresses.
    fn tag(&self) -> Tag {
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort_unstable();
        let host = (self.headers.get(header::HOST), by_https(&self.headers));
        Tag::of(self.version, &(&*self.ledger_id, self.lens.scope(), &self.path, pairs, host))
    }
}

fn decisive(all: &HeaderMap) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(DECISIVE.len());
    for name in DECISIVE {
        for value in all.get_all(&name) {
            headers.append(name.clone(), value.clone());
        }
    }
    headers
}

fn unknown_word(word: &str, known: &[&str]) -> ApiError {
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    ApiError::invalid(word, format!("is no word of this question; known are {known}"))
}

/// A request without a query, for routes that know no words at all: nothing is ever ignored.
pub struct NoWords;

impl<S: Send + Sync> FromRequestParts<S> for NoWords {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = parts.uri.query().unwrap_or_default();
        match form_urlencoded::parse(query.as_bytes()).next() {
            Some((word, _)) => Err(unknown_word(&word, &[])),
            None => Ok(Self),
        }
    }
}

/// The words that a route calls its own.
pub struct Words(Vec<(String, String)>);

impl Words {
    fn read(pairs: &[(&str, &str)]) -> Result<Self, ApiError> {
        let mut words: Vec<(String, String)> = Vec::with_capacity(pairs.len());
        for (word, value) in pairs {
            if words.iter().any(|(seen, _)| seen == word) {
                return Err(ApiError::invalid(word, "stands twice"));
            }
            words.push(((*word).to_owned(), value.trim().to_owned()));
        }
        Ok(Self(words))
    }

    /// The text of a word; an empty value means that it was not given.
    pub fn text(&self, word: &str) -> Option<&str> {
        self.0.iter().find(|(w, v)| w == word && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// The value of a word.
    pub fn get<T: FromStr<Err: Display>>(&self, word: &str) -> Result<Option<T>, ApiError> {
        let parse = |text: &str| text.parse().map_err(|error: T::Err| ApiError::invalid(word, error));
        self.text(word).map(parse).transpose()
    }

    /// The value of a word that must be given.
    pub fn required<T: FromStr<Err: Display>>(&self, word: &str) -> Result<T, ApiError> {
        self.get(word)?.ok_or_else(|| ApiError::invalid(word, "is missing"))
    }

    /// A number inside a range.
    pub fn number<T: FromStr<Err: Display> + PartialOrd + Display>(
        &self,
        word: &str,
        range: std::ops::RangeInclusive<T>,
    ) -> Result<Option<T>, ApiError> {
        let value = self.get::<T>(word)?;
        match value.filter(|v| !range.contains(v)) {
            Some(_) => {
                Err(ApiError::invalid(word, format!("lies outside {} to {}", range.start(), range.end())))
            }
            None => self.get(word),
        }
    }

    /// The position that `lon` and `lat` name.
    pub fn position(&self) -> Result<Position, ApiError> {
        let (lon, lat) = (self.required("lon")?, self.required("lat")?);
        Position::new(lon, lat)
            .ok_or_else(|| ApiError::invalid("lat", "`lon` and `lat` name no place on earth"))
    }
}
