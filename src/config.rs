//! Settings from flags and the environment. Nobody else reads the environment.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr,
};

use zeroize::Zeroizing;

use crate::domain::TimeZone;

/// Every setting of the program.
#[derive(Debug, Clone, clap::Args)]
pub struct Settings {
    /// The ledger: sqlite://data/sigis.db or postgres://user:password@host/name.
    #[arg(
        long,
        env = "SIGIS_DATABASE_URL",
        hide_env_values = true,
        global = true,
        value_name = "URL",
        default_value = "sqlite://data/sigis.db"
    )]
    pub database_url: DatabaseUrl,
    /// Where the server listens.
    #[arg(long, env = "SIGIS_LISTEN", global = true, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The key of keyed hashes and of the audit; made at the first start with mode 0600. Default: beside the ledger.
    #[arg(long, env = "SIGIS_KEY_FILE", global = true, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// The base map: plain, a .pmtiles file or an address with {z}, {x} and {y}.
    #[arg(long, env = "SIGIS_BASEMAP", global = true, value_name = "FILE|URL", default_value = "plain")]
    pub basemap: Basemap,
    /// Whose map the base map is, as its licence asks to say; an archive says it itself.
    #[arg(long, env = "SIGIS_BASEMAP_ATTRIBUTION", global = true, value_name = "TEXT")]
    pub basemap_attribution: Option<String>,
    /// Tile sets, palettes, diseases and styles of the city instead of the built-in ones.
    #[arg(long, env = "SIGIS_TILES_DIR", global = true, value_name = "DIR")]
    pub tiles_dir: Option<PathBuf>,
    /// What the map is called; kept in the ledger.
    #[arg(long, env = "SIGIS_CITY_NAME", global = true, value_name = "NAME")]
    pub city_name: Option<String>,
    /// Asia/Jakarta, Asia/Makassar or Asia/Jayapura; kept in the ledger.
    #[arg(long, env = "SIGIS_TIME_ZONE", global = true, value_name = "ZONE")]
    pub time_zone: Option<TimeZone>,
    /// Web sites that may show /embed in a frame, separated by spaces; `*` for all.
    #[arg(
        long,
        env = "SIGIS_EMBED_ORIGINS",
        global = true,
        value_name = "ORIGINS",
        default_value = "'self'"
    )]
    pub embed_origins: EmbedOrigins,
    /// Reverse proxies whose X-Forwarded-For is believed: addresses or networks such as 10.0.0.0/8, separated by commas.
    #[arg(long, env = "SIGIS_TRUSTED_PROXIES", global = true, value_name = "NETWORKS", default_value = "")]
    pub trusted_proxies: TrustedProxies,
    /// Requests for tiles and data that one address may make in a second, eight times as many at once; 0 for no bound.
    #[arg(long, env = "SIGIS_RATE_LIMIT", global = true, value_name = "N", default_value_t = 50)]
    pub rate_limit: u32,
    /// Megabytes of finished tiles that are kept in memory.
    #[arg(long, env = "SIGIS_TILE_CACHE", global = true, value_name = "MB", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub tile_cache: u32,
    /// Years after the report for which is kept who a case is; then a server erases it. Kept for ever when not given.
    #[arg(long, env = "SIGIS_IDENTITY_YEARS", global = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub identity_years: Option<u32>,
    /// The hour of the city's clock at which the night watch looks for warnings and clusters, 0 to 23; `off` for never. It also
    /// looks after new cases.
    #[arg(long, env = "SIGIS_WATCH_HOUR", global = true, value_name = "HOUR", default_value = "2")]
    pub watch_hour: WatchHour,
    /// What is logged: error, warn, info, debug or a filter of tracing-subscriber.
    #[arg(long, env = "SIGIS_LOG", global = true, value_name = "FILTER", default_value = "info")]
    pub log: String,
}

impl Settings {
    /// The key file, by default `sigis.key` beside the ledger.
    pub fn key_path(&self) -> PathBuf {
        let beside = || self.database_url.folder().join("sigis.key");
        self.key_file.clone().unwrap_or_else(beside)
    }
}

/// The password of `sigis user add` and `sigis user password`, for scripts; else the terminal is asked.
pub fn new_password() -> Option<Zeroizing<String>> {
    std::env::var("SIGIS_NEW_PASSWORD").ok().map(Zeroizing::new)
}

/// The contents of a key file in base64, instead of the file. No flag: what a program was started with can be listed.
pub fn given_key() -> Option<Zeroizing<String>> {
    std::env::var("SIGIS_KEY").ok().filter(|text| !text.is_empty()).map(Zeroizing::new)
}

/// When the night watch looks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatchHour(Option<u32>);

impl WatchHour {
    /// The hour, 0 to 23; `None` for never.
    pub fn hour(self) -> Option<u32> {
        self.0
    }
}

impl FromStr for WatchHour {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let hour = word.parse().ok().filter(|hour| *hour < 24);
        match (word, hour) {
            ("off", _) => Ok(Self(None)),
            (_, Some(hour)) => Ok(Self(Some(hour))),
            _ => Err(format!("`{word}` is no hour; write 0 to 23, or off")),
        }
    }
}

/// The address of the ledger. Prints `****` where a password stands.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The address of a SQLite file.
    pub fn sqlite(file: &Path) -> Self {
        Self(format!("sqlite://{}", file.display()))
    }

    /// The address with its password: for the one who opens the ledger.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The SQLite file; `None` for PostgreSQL.
    pub fn file(&self) -> Option<&Path> {
        let rest = self.0.strip_prefix("sqlite:")?;
        let path = rest.strip_prefix("//").unwrap_or(rest);
        path.split('?').next().map(Path::new)
    }

    fn folder(&self) -> PathBuf {
        self.file().and_then(Path::parent).unwrap_or(Path::new("data")).to_path_buf()
    }
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        let bad = || "write sqlite://data/sigis.db or postgres://user@host/name".to_owned();
        known.then(|| Self(text.to_owned())).ok_or_else(bad)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, rest)) = self.0.split_once("://") else { return f.write_str(&self.0) };
        let (address, options) = rest.split_once('?').map_or((rest, ""), |(a, _)| (a, "?****"));
        match address.rsplit_once('@') {
            Some((login, host)) => {
                let user = login.split(':').next().unwrap_or_default();
                write!(f, "{scheme}://{user}:****@{host}{options}")
            }
            None => write!(f, "{scheme}://{address}{options}"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// What lies under the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basemap {
    /// Only what the ledger knows: land, borders, names.
    Plain,
    /// A PMTiles archive.
    Pmtiles(PathBuf),
    /// Picture tiles of another server, which this one fetches.
    Xyz(String),
}

impl FromStr for Basemap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let web = text.starts_with("https://") || text.starts_with("http://");
        let template = ["{z}", "{x}", "{y}"].iter().all(|part| text.contains(part));
        let sound = !text.contains([' ', ';', ',', '\'', '"']);
        match text {
            "" | "plain" => Ok(Self::Plain),
            file if !web && file.ends_with(".pmtiles") => Ok(Self::Pmtiles(file.into())),
            url if web && template && sound => Ok(Self::Xyz(url.to_owned())),
            _ => Err("write plain, a .pmtiles file or https://host/{z}/{x}/{y}.png".into()),
        }
    }
}

/// The sources of the CSP directive `frame-ancestors` for the embedded map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbedOrigins(String);

impl EmbedOrigins {
    /// The sources as the directive takes them.
    pub fn sources(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmbedOrigins {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = |word: &str| matches!(word, "*" | "'self'" | "'none'");
        let host = |word: &str| word.starts_with("https://") || word.starts_with("http://");
        let plain = |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:/*".contains(&b));
        let sound = text.split_whitespace().all(|word| known(word) || (host(word) && plain(word)));
        let bad = || "write origins such as https://dinkes.example.go.id, or *".to_owned();
        (sound && !text.trim().is_empty()).then(|| Self(text.trim().to_owned())).ok_or_else(bad)
    }
}

/// Networks of our own proxies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<(IpAddr, u8)>);

impl TrustedProxies {
    /// Whether an address lies in one of the networks.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|(network, length)| match (network, address) {
            (IpAddr::V4(n), IpAddr::V4(a)) => {
                (n.to_bits() ^ a.to_bits()).checked_shr(32 - u32::from(*length)).unwrap_or(0) == 0
            }
            (IpAddr::V6(n), IpAddr::V6(a)) => {
                (n.to_bits() ^ a.to_bits()).checked_shr(128 - u32::from(*length)).unwrap_or(0) == 0
            }
            _ => false,
        })
    }
}

impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let network = |word: &str| {
            let (address, length) = word.split_once('/').map_or((word, None), |(a, l)| (a, Some(l)));
            let address: IpAddr = address.parse().ok()?;
            let longest = if address.is_ipv4() { 32 } else { 128 };
            let length = length.map_or(Some(longest), |l| l.parse().ok())?;
            (length <= longest).then_some((address, length))
        };
        let words = text.split([',', ' ']).filter(|word| !word.is_empty());
        let bad = |word| format!("`{word}` is no address or network; write 127.0.0.1 or 10.0.0.0/8");
        words.map(|word| network(word).ok_or_else(|| bad(word))).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_never_printed() {
        let url: DatabaseUrl = "postgres://sigis:rahasia@db/sigis?sslpassword=rahasia".parse().unwrap();
        assert_eq!(url.to_string(), "postgres://sigis:****@db/sigis?****");
        assert!(!format!("{url:?}").contains("rahasia"));
        assert!(url.expose().contains("rahasia"));
    }

    #[test]
    fn the_watch_has_an_hour_of_the_day_or_none() {
        let hour = |word: &str| word.parse::<WatchHour>().map(WatchHour::hour);
        assert_eq!((hour("0"), hour("23"), hour("off")), (Ok(Some(0)), Ok(Some(23)), Ok(None)));
        assert!(hour("24").is_err() && hour("-1").is_err() && hour("malam").is_err());
    }

    #[test]
    fn the_key_lies_beside_the_ledger() {
        let folder = |url: &str| url.parse::<DatabaseUrl>().unwrap().folder();
        assert_eq!(folder("sqlite:///var/lib/sigis/sigis.db?mode=rwc"), Path::new("/var/lib/sigis"));
        assert_eq!(folder("sqlite://data/sigis.db"), Path::new("data"));
        assert_eq!(folder("postgres://db/sigis"), Path::new("data"));
        assert!("mysql://x".parse::<DatabaseUrl>().is_err());
    }

    #[test]
    fn a_base_map_is_plain_a_file_or_an_address_with_all_three_parts() {
        let address = "https://tile.example.org/{z}/{x}/{y}.png";
        assert_eq!(address.parse(), Ok(Basemap::Xyz(address.to_owned())));
        assert_eq!("plain".parse(), Ok(Basemap::Plain));
        assert_eq!("peta/kota.pmtiles".parse(), Ok(Basemap::Pmtiles("peta/kota.pmtiles".into())));
        assert!("https://tile.example.org/{z}/{x}.png".parse::<Basemap>().is_err());
        assert!("https://tile.example.org/".parse::<Basemap>().is_err());
    }

    #[test]
    fn embed_origins_cannot_smuggle_a_directive() {
        assert!("https://a.go.id; script-src *".parse::<EmbedOrigins>().is_err());
        assert_eq!("https://a.go.id *".parse::<EmbedOrigins>().unwrap().sources(), "https://a.go.id *");
    }

    #[test]
    fn a_network_holds_its_own_addresses_only() {
        let trusted: TrustedProxies = "10.0.0.0/8, 127.0.0.1 2001:db8::/32".parse().unwrap();
        let held = |text: &str| trusted.contains(text.parse().unwrap());
        assert!(held("10.255.0.1") && held("127.0.0.1") && held("2001:db8:9::1"));
        assert!(!held("11.0.0.1") && !held("127.0.0.2") && !held("2001:db9::1") && !held("::a00:1"));
        assert!("0.0.0.0/0".parse::<TrustedProxies>().unwrap().contains("8.8.8.8".parse().unwrap()));
        for bad in ["10.0.0.0/33", "10.0.0", "proxy", "10.0.0.0/x"] {
            assert!(bad.parse::<TrustedProxies>().is_err(), "{bad}");
        }
    }
}
