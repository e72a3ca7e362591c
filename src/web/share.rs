//! What programs that show links are told about a page: the tags that name its picture by an absolute address, which only
//! the server knows.

use axum::http::{HeaderMap, header, uri::Authority};

use super::forwarded::by_https;

/// Where the tags stand in the pages.
const PLACE: &str = "<!--share-->";

/// The address that a client knows this server by: `https://host[:port]`. `None` where the request names none that can be
/// written into a page.
pub fn origin(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let sound = |b: u8| b.is_ascii_alphanumeric() || b".-:[]".contains(&b);
    let authority: Authority = host.parse().ok().filter(|_| host.len() <= 255 && host.bytes().all(sound))?;
    let port = host.strip_prefix(authority.host())?;
    let named = !authority.host().is_empty() && (port.is_empty() || authority.port_u16().is_some());
    let scheme = if by_https(headers) { "https" } else { "http" };
    named.then(|| format!("{scheme}://{host}"))
}

/// A page with its tags; without an origin the page says nothing of a picture.
pub fn with_tags(page: &str, origin: Option<&str>) -> String {
    page.replacen(PLACE, &origin.map(tags).unwrap_or_default(), 1)
}

fn tags(origin: &str) -> String {
    let title = "SIGIS · Peta penyakit dan fasilitas kesehatan";
    let about = "Peta penyakit dan fasilitas kesehatan menurut kecamatan";
    let image = format!("{origin}/release.png?lang=id");
    let tag = |word: &str, value: &str| format!("<meta property=\"og:{word}\" content=\"{value}\" />");
    [
        tag("title", title),
        tag("description", about),
        tag("image", &image),
        tag("image:width", "1200"),
        tag("image:height", "630"),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(host: &str, proto: Option<&str>) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(proto) = proto {
            headers.insert("x-forwarded-proto", proto.parse().unwrap());
        }
        origin(&headers)
    }

    #[test]
    fn the_picture_is_named_by_the_address_that_the_client_asked() {
        let page = "<head>\n    <!--share-->\n  </head>";
        let origin = asked("peta.example.go.id", Some("https")).unwrap();
        let page = with_tags(page, Some(&origin));
        assert!(page.contains(
            "<meta property=\"og:image\" content=\"https://peta.example.go.id/release.png?lang=id\" />"
        ));
        for word in ["og:title", "og:description", "og:image:width", "og:image:height"] {
            assert!(page.contains(&format!("\"{word}\"")), "{word}");
        }
        assert_eq!(asked("127.0.0.1:8080", None).as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(asked("[::1]:8080", None).as_deref(), Some("http://[::1]:8080"));
    }

    #[test]
    fn a_host_that_is_none_leaves_the_tags_out() {
        for host in [
            "",
            "a\"><script>",
            "a b",
            "user@host",
            "host/path",
            "host:",
            "host:port",
            ":8080",
            "a'b",
            "host?x",
            "[::1",
        ] {
            assert_eq!(asked(host, None), None, "{host}");
        }
        assert_eq!(asked(&"a".repeat(300), None), None);
        assert_eq!(with_tags("<head><!--share--></head>", None), "<head></head>");
    }
}
