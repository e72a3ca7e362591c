//! The statements about the night watch, understood by both databases.

/// Enters a night, or says that it was judged again.
pub(super) const PUT_NIGHT: &str = "INSERT INTO watch_nights (day, version) VALUES ($1, $2)
    ON CONFLICT (day) DO UPDATE SET version = excluded.version";
/// The newest night up to a day.
pub(super) const LAST_NIGHT: &str =
    "SELECT day, version FROM watch_nights WHERE day <= $1 ORDER BY day DESC LIMIT 1";
/// Takes away what a night said before it is judged again.
pub(super) const CLEAR_WARNINGS: &str = "DELETE FROM warnings WHERE night = $1";
/// Drops the warnings of old nights.
pub(super) const DROP_WARNINGS: &str = "DELETE FROM warnings WHERE night < $1";
/// Drops what was known of warnings that are kept no longer on any night.
pub(super) const DROP_KNOWN: &str =
    "DELETE FROM warning_acknowledgements WHERE raised < $1 AND NOT EXISTS (SELECT 1
    FROM warnings w WHERE w.raised = warning_acknowledgements.raised
    AND w.disease = warning_acknowledgements.disease AND w.level = warning_acknowledgements.level
    AND w.place = warning_acknowledgements.place)";
/// Drops old nights.
pub(super) const DROP_NIGHTS: &str = "DELETE FROM watch_nights WHERE day < $1";
/// Drops the old nights of clusters, but for the last one of each.
pub(super) const DROP_CLUSTER_NIGHTS: &str = "DELETE FROM cluster_nights WHERE day < $1
    AND day < (SELECT max(n.day) FROM cluster_nights n WHERE n.cluster_id = cluster_nights.cluster_id)";
/// Adds a warning.
pub(super) const ADD_WARNING: &str =
    "INSERT INTO warnings (night, disease, level, place, raised, readings, criteria, unjudged)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
/// The warnings of some nights.
pub(super) const WARNINGS: &str =
    "SELECT night, disease, level, place, raised, readings, criteria, unjudged FROM warnings
    WHERE night BETWEEN $1 AND $2 ORDER BY night, disease, level, place";
/// The warnings of a night that nobody knows of.
pub(super) const OPEN_WARNINGS: &str = "SELECT w.raised, w.disease, w.level, w.place FROM warnings w
    WHERE w.night = $1 AND NOT EXISTS (SELECT 1 FROM warning_acknowledgements a WHERE a.raised = w.raised
    AND a.disease = w.disease AND a.level = w.level AND a.place = w.place) ORDER BY w.disease, w.level, w.place";
/// Who knows of the warnings that some nights raised.
pub(super) const KNOWN_WARNINGS: &str =
    "SELECT raised, disease, level, place, acknowledged, acknowledged_by, note FROM warning_acknowledgements
    WHERE raised BETWEEN $1 AND $2 ORDER BY raised, disease, level, place";
/// A warning on the night that raised it: that row stays as long as the night is kept.
pub(super) const HAS_WARNING: &str = "SELECT count(*) FROM warnings
    WHERE night = $1 AND disease = $2 AND level = $3 AND place = $4 AND raised = $1";
/// Says who knows of a warning; only of one that there is, and only where nobody does.
pub(super) const ACKNOWLEDGE_WARNING: &str =
    "INSERT INTO warning_acknowledgements (raised, disease, level, place, acknowledged, acknowledged_by, note)
    SELECT w.raised, w.disease, w.level, w.place, $5, $6, $7 FROM warnings w
    WHERE w.night = $1 AND w.disease = $2 AND w.level = $3 AND w.place = $4 AND w.raised = $1
    ON CONFLICT DO NOTHING";

/// The number of the newest cluster.
pub(super) const LAST_CLUSTER: &str = "SELECT max(id) FROM clusters";
/// Adds a cluster.
pub(super) const ADD_CLUSTER: &str =
    "INSERT INTO clusters (id, disease, first_day, last_seen) VALUES ($1, $2, $3, $3)";
/// Says how a cluster goes on.
pub(super) const SET_CLUSTER: &str =
    "UPDATE clusters SET last_seen = $2, ended = $3, merged_into = $4 WHERE id = $1";
/// Enters the night of a cluster, or writes it anew.
pub(super) const PUT_CLUSTER_NIGHT: &str = "INSERT INTO cluster_nights (cluster_id, day, life, from_day, to_day,
    lon, lat, radius_km, cases, expected, statistic, recurrence_days, kelurahan, puskesmas)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (cluster_id, day) DO UPDATE SET life = excluded.life, from_day = excluded.from_day,
    to_day = excluded.to_day, lon = excluded.lon, lat = excluded.lat, radius_km = excluded.radius_km,
    cases = excluded.cases, expected = excluded.expected, statistic = excluded.statistic,
    recurrence_days = excluded.recurrence_days, kelurahan = excluded.kelurahan, puskesmas = excluded.puskesmas";

/// Clusters, each with one of its nights; which, and which clusters, follows.
macro_rules! clusters {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.disease, c.first_day, c.last_seen, c.ended, c.merged_into, c.acknowledged,
            c.acknowledged_by, n.day, n.life, n.from_day, n.to_day, n.lon, n.lat, n.radius_km, n.cases, n.expected,
            n.statistic, n.recurrence_days, n.kelurahan, n.puskesmas
            FROM clusters c JOIN cluster_nights n ON n.cluster_id = c.id ",
            $rest
        )
    };
}

/// Those that a night has to follow: as of the night before, or of the same day where that found them.
pub(super) const STANDING_CLUSTERS: &str = clusters!(
    "WHERE c.disease = $1 AND (c.ended IS NULL OR c.ended >= $2) AND n.day = (SELECT max(x.day)
    FROM cluster_nights x WHERE x.cluster_id = c.id AND (x.day < $2 OR (x.day = $2 AND c.first_day = $2)))
    ORDER BY c.id"
);
/// Those that were known on a day and had not ended before another.
pub(super) const CLUSTERS: &str = clusters!(
    "WHERE (c.ended IS NULL OR c.ended >= $2) AND n.day = (SELECT max(x.day) FROM cluster_nights x
    WHERE x.cluster_id = c.id AND x.day <= $1) ORDER BY c.id"
);
/// One on its newest night.
pub(super) const CLUSTER: &str = clusters!(
    "WHERE c.id = $1 AND n.day = (SELECT max(x.day) FROM cluster_nights x WHERE x.cluster_id = c.id)"
);
/// The nights of a cluster.
pub(super) const CLUSTER_NIGHTS: &str = clusters!("WHERE c.id = $1 ORDER BY n.day");

/// Says who knows of a cluster; only where nobody does.
pub(super) const ACKNOWLEDGE: &str = "UPDATE clusters SET acknowledged = $2, acknowledged_by = $3
    WHERE id = $1 AND acknowledged IS NULL";
/// What was done about some clusters; the list and its `)` follow, then [`ACTIONS_END`].
pub(super) const ACTIONS: &str =
    "SELECT cluster_id, kind, day, noted, noted_by, note FROM cluster_actions WHERE cluster_id IN (";
/// In the order in which it was written down.
pub(super) const ACTIONS_END: &str = ") ORDER BY cluster_id, number";
/// Adds what was done; only to a cluster that there is and that has fewer than so many actions.
pub(super) const ADD_ACTION: &str =
    "INSERT INTO cluster_actions (cluster_id, number, kind, day, noted, noted_by, note)
    SELECT c.id, (SELECT count(*) FROM cluster_actions a WHERE a.cluster_id = c.id) + 1, $2, $3, $4, $5, $6
    FROM clusters c WHERE c.id = $1
    AND (SELECT count(*) FROM cluster_actions a WHERE a.cluster_id = c.id) < $7";
