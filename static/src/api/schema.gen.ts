// Written by `npm run schema` from the OpenAPI description of the server; never by hand.
export interface paths {
    "/api/around": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cases within some metres of a place. */
        get: operations["get_api_around"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done at the doors, the newest first, 200 rows a page. */
        get: operations["get_api_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The line list. */
        get: operations["get_api_cases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The line list as CSV; at most 50,000 cases. */
        get: operations["get_api_cases_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The line list as a spreadsheet; at most 50,000 cases. */
        get: operations["get_api_cases_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case with the form's other answers. */
        get: operations["get_api_cases_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who a case is. */
        post: operations["post_api_cases_id_identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The months of a year over the endemic channel or the maximum-minimum band of the five years before, by onset, as they were
         *     known on a day; with what is still to be reported. A puskesmas gets its own places.
         */
        get: operations["get_api_channel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/city": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The city, its diseases, levels, facility types and base map. */
        get: operations["get_api_city"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The clusters that the nightly scan found and knew again: those that are alive, and those that ended in the last 60 days. A
         *     puskesmas gets those with a case of its own places. Areas are circles around points of a grid, never a house.
         */
        get: operations["get_api_clusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clusters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A cluster with its nights, what was done about it, and the cases of its area in the 14 and 28 days before and after. */
        get: operations["get_api_clusters_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clusters/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that the asker knows of a cluster. */
        post: operations["post_api_clusters_id_acknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clusters/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes down what was done about a cluster in the field. */
        post: operations["post_api_clusters_id_actions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People and cases within a straight line of any facility of a type; cases for those who may count them. */
        get: operations["get_api_coverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/districts/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One district with its people. */
        get: operations["get_api_districts_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/facilities/nearest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The facilities nearest to a place, with geodesic distances. */
        get: operations["get_api_facilities_nearest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/facilities/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One facility with its wilayah kerja. */
        get: operations["get_api_facilities_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{method}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clusters and patterns of the cases of a question. A question without an answer says why in `refusal`. */
        get: operations["get_api_findings_method"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{method}.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table with a row for each cluster or area. */
        get: operations["get_api_findings_method_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{method}.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as areas on a map (RFC 7946), with the answer's frame as foreign members. */
        get: operations["get_api_findings_method_geojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identities.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The line list with names, as CSV, for an investigation; at most 500 cases. */
        post: operations["post_api_identities_csv"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identities/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The cases of a NIK. */
        post: operations["post_api_identities_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{set}.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a set as a FeatureCollection (RFC 7946) with `numberMatched`, `numberReturned` and `next`. */
        get: operations["get_api_layers_set_geojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/legend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Classes, colours and the value of every district. */
        get: operations["get_api_legend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/legend/facilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The symbols of facilities, with how many there are. */
        get: operations["get_api_legend_facilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/legend/heat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Classes, colours, unit and bandwidth of the heat map: the same for all its tiles. */
        get: operations["get_api_legend_heat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The description as OpenAPI 3.1. */
        get: operations["get_api_openapi_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts by name. */
        get: operations["get_api_people"];
        put?: never;
        /** Makes an account with a one-time password. */
        post: operations["post_api_people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what an account is and may, or closes it. */
        patch: operations["patch_api_people_name"];
        trace?: never;
    };
    "/api/people/{name}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an account a one-time password and ends its sessions. */
        post: operations["post_api_people_name_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The release that is open, with the years and months of whole cities. */
        get: operations["get_api_release"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/release.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole release as CSV. */
        get: operations["get_api_release_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/release/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kecamatan or kelurahan in a year, quarter or month, each as it was told. */
        get: operations["get_api_release_table"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log, the newest release first, and when the next one is prepared by itself. */
        get: operations["get_api_releases"];
        put?: never;
        /**
         * Counts everything that is closed, checks it against all that was ever published, and keeps it in the log. Nobody
         *     outside sees it yet. What was published stays as it was counted then, but for a year that is to be corrected.
         */
        post: operations["post_api_releases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A release with what each disease, city and year keeps back. */
        get: operations["get_api_releases_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a prepared release to everyone. */
        post: operations["post_api_releases_id_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a published release: the one before it is what the public sees again. */
        post: operations["post_api_releases_id_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kelurahan, kecamatan, facilities and coordinates that fit a text, the best first. */
        get: operations["get_api_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/selftest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this engine answers to questions whose answers are known from elsewhere. */
        get: operations["get_api_selftest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The epidemic curve: every bar of the period, empty ones too. */
        get: operations["get_api_series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks and what they may see. */
        get: operations["get_api_session"];
        put?: never;
        /** Logs in: the answer sets the cookie `sigis_session`. A wrong name, a wrong password and a closed account answer alike. */
        post: operations["post_api_session"];
        /** Logs out and takes the cookie away. Whoever is not logged in is logged out already. */
        delete: operations["delete_api_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the own password and ends all other own sessions. */
        post: operations["post_api_session_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own sessions that have not ended. */
        get: operations["get_api_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of the own sessions. */
        delete: operations["delete_api_sessions_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases, deaths, IR and CFR of a period, beside the same period one year earlier. */
        get: operations["get_api_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A row for every place, and their sum. */
        get: operations["get_api_table"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/table.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same table as CSV, for programs (`,` and decimal point) or for an Indonesian spreadsheet (`lang=id`: `;` and decimal comma). */
        get: operations["get_api_table_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/table.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same table as a spreadsheet with title, period, as-of date and source. */
        get: operations["get_api_table_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tokens, the oldest first, ended ones too. */
        get: operations["get_api_tokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a token back. */
        delete: operations["delete_api_tokens_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The warnings of the newest night, or as a day would have known them, those that nobody knows of first and then by urgency: what every method says of a
         *     place side by side, how many agree, and which criteria of Permenkes 1501/2010 the numbers meet. Only what was reported by
         *     the day is counted. A puskesmas gets its own places.
         */
        get: operations["get_api_warnings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many warnings of the newest night hold and are known to nobody. A puskesmas gets the number of its own places. */
        get: operations["get_api_warnings_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that the asker knows of a warning. It holds for all nights of the warning; what rings anew after the days of silence
         *     is a new one.
         */
        post: operations["post_api_warnings_id_acknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/basemap/{z}/{x}/{y}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tile of the base map, as a picture or a vector tile; `/api/city` says which. No content where it has none. */
        get: operations["get_basemap_z_x_y"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The description as a page. */
        get: operations["get_docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Says that the process lives. */
        get: operations["get_healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/map.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A map with title, legend, scale, north arrow, source and date. */
        get: operations["get_map_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers for Prometheus. */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Says whether the ledger answers and a snapshot is shown. */
        get: operations["get_readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/release.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The two newest whole years of each disease by kecamatan as one plain page, without scripts. */
        get: operations["get_release_html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/release.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The open release as a card for previews of links, 1200 x 630: its newest whole year with number and map, or a plain map
         *     where nothing was published.
         */
        get: operations["get_release_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/styles/{name}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A MapLibre style: `peta` with everything, `dasar` with the base map alone. */
        get: operations["get_styles_name_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tiles/{set}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The description of a tile set, TileJSON 3.0. The words of the query are passed on to the tiles. */
        get: operations["get_tiles_set_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tiles/{set}/{z}/{x}/{y}.mvt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A vector tile; 204 where nothing is in it. */
        get: operations["get_tiles_set_z_x_y_mvt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tiles/{set}/{z}/{x}/{y}.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same tile as a picture. */
        get: operations["get_tiles_set_z_x_y_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Who knows of a cluster. */
        AcknowledgementCard: {
            /** Format: date-time */
            at: string;
            by: string;
        };
        /** @description What is noted beside an acknowledgement. */
        AcknowledgementForm: {
            /** @description At most 200 characters, without names, NIK or telephone. */
            note: string | null;
        };
        /** @description What was done, and what came after it. */
        ActionCard: {
            by: string;
            /** Format: date */
            day: string;
            /** @description Cases inside the cluster's area before and after; nobody says that one made the other. */
            followed: components["schemas"]["Followed"][];
            kind: components["schemas"]["ActionKind"];
            note: string | null;
            /** Format: date-time */
            noted: string;
        };
        /** @description What was done in the field. */
        ActionForm: {
            /**
             * Format: date
             * @description On which day.
             */
            day: string;
            /** @description `pe` (penyelidikan epidemiologi), `psn` or `fogging`. */
            kind: components["schemas"]["ActionKind"];
            /** @description At most 200 characters, without names, NIK or telephone. */
            note: string | null;
        };
        /**
         * @description What was done about a cluster in the field.
         * @enum {string}
         */
        ActionKind: "pe" | "psn" | "fogging";
        /** @description How many of the methods that can judge a place ring: "4 dari 7 metode". */
        Agreement: {
            /** @description Methods that have enough past to judge. */
            judged: number;
            /** @description Methods that ring. */
            ringing: number;
        };
        /** @description One area of a pattern. */
        AreaCard: {
            /**
             * Format: int64
             * @description Its cases.
             */
            cases: number;
            /** @description Kemendagri code. */
            code: string;
            /** @description What it is beside its neighbours. */
            kind: components["schemas"]["AreaKind"];
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description How often chance alone does as well.
             */
            p: number | null;
            /**
             * Format: double
             * @description The same, adjusted for the number of areas (Benjamini and Hochberg).
             */
            q: number | null;
            /**
             * Format: double
             * @description Its cases per 100,000 people.
             */
            rate: number;
            /**
             * Format: double
             * @description Local Moran's I, or the z-value of Gi*.
             */
            statistic: number;
        };
        /**
         * @description What an area is beside its neighbours.
         * @enum {string}
         */
        AreaKind: "high" | "low" | "high_among_low" | "low_among_high" | "nothing";
        /** @description A pattern with every number in place. */
        AreaPlan: {
            /** @description Which areas. */
            areas: components["schemas"]["AreaUnit"];
            /**
             * Format: date
             * @description First day.
             */
            from: string | null;
            /** @description Which rates. */
            rates: components["schemas"]["RateKind"];
            /**
             * Format: int32
             * @description Permutations; null where nothing is drawn.
             */
            replications: number | null;
            /**
             * Format: int64
             * @description The seed.
             */
            seed: number;
            /**
             * Format: date
             * @description Last day.
             */
            to: string | null;
        };
        /**
         * @description Which areas are compared. Figures of people are often of kecamatan alone.
         * @enum {string}
         */
        AreaUnit: "kelurahan" | "kecamatan";
        /** @description One thing that was done. */
        AuditLine: {
            /** @description What was done, e.g. `session.begin`. */
            action: string;
            /** @description A name, `token:ID`, `(console)` or `(nobody)`. */
            actor: string;
            /** @description From where; empty for a command. */
            address: string;
            /** @description More about it. */
            detail: Record<string, never>;
            /** Format: int64 */
            number: number;
            /** @description The actor's role then; null where they had none. */
            role: string | null;
            /** @description To whom or what. */
            subject: string;
            /** Format: date-time */
            time: string;
        };
        /** @description A page of the audit. */
        AuditPage: {
            entries: components["schemas"]["AuditLine"][];
            /**
             * Format: int64
             * @description Where the next page starts; null at the end.
             */
            next: number | null;
        };
        /**
         * @description How the band is drawn.
         * @enum {string}
         */
        BandKind: "endemic" | "maxmin";
        /** @description How a client asks for the base map. */
        BasemapCard: {
            /** @description Whose map it is, as plain text. */
            attribution?: string;
            /** @description `plain`, `raster` or `vector`. */
            kind: string;
            /** @description The layers of a vector map. */
            layers?: string[];
            /** Format: int32 */
            maxzoom?: number;
            /** Format: int32 */
            minzoom?: number;
            /** @description The address of a tile with `{z}`, `{x}` and `{y}`, on this server. */
            url?: string;
        };
        /** @description A disease in a city and year. */
        BlockCard: components["schemas"]["CellTally"] & {
            city: string;
            /** @description The grains that were left out because nothing could protect them, in words. */
            coarsened: string[];
            /**
             * Format: int32
             * @description How often the year was counted anew for the public. Null for releases made before numbers were fixed.
             */
            corrections: number | null;
            disease: string;
            /**
             * Format: int64
             * @description As in [`ReleaseCard`], of this block.
             */
            hidden_cases: number | null;
            /**
             * Format: int32
             * @description Counts from 1 to below this are small.
             */
            k: number;
            /**
             * Format: int32
             * @description Cases that are known by the day of the release and do not stand in its fixed numbers: reported late, or of another
             *     place than was thought. Null as above.
             */
            late_cases: number | null;
            /** Format: int32 */
            year: number;
        };
        /** @description The city and what lies under its data. */
        Boot: components["schemas"]["City"] & {
            app_version: string;
            basemap: components["schemas"]["BasemapCard"];
            /** @description Whether people can log in with a name and a password. */
            login: boolean;
        };
        /** @description One bar: its first day and its label (`2022-03-05`, `2022-W09`, `2022-03`, `2022`). */
        Bucket: {
            /** @description What the axis says. */
            label: string;
            /**
             * Format: date
             * @description First day of the bar.
             */
            start: string;
        };
        /** @description One case with the form's other answers. */
        CaseCard: components["schemas"]["CaseLine"] & {
            /** @description The form's other answers under their names in the form; nothing of the identity. */
            details: {
                [key: string]: string;
            };
        };
        /** @description The person of a case. */
        CaseIdentity: {
            /** Format: int64 */
            case: number;
            identity: components["schemas"]["IdentityCard"] | null;
        };
        /** @description One case of the line list. */
        CaseLine: {
            /**
             * Format: float
             * @description GPS accuracy in metres.
             */
            accuracy_m: number | null;
            /**
             * Format: int32
             * @description Completed years.
             */
            age: number | null;
            /** @description Kelurahan that holds the point. */
            computed_district: string | null;
            /** @description The reported diagnosis. */
            diagnosis: string | null;
            /** @description Disease code. */
            disease: string;
            /** @description District it counts in. */
            district: string | null;
            /** @description Name of that district. */
            district_name: string | null;
            /**
             * Format: int64
             * @description The ledger's number.
             */
            id: number;
            /**
             * Format: double
             * @description Latitude.
             */
            lat: number | null;
            /**
             * Format: double
             * @description Longitude.
             */
            lon: number | null;
            /** @description Whether the point lies in another kelurahan than the form says. */
            misplaced: boolean | null;
            /**
             * Format: date
             * @description Day the illness began.
             */
            onset: string;
            /** @description Whether another date stands in for the onset. */
            onset_estimated: boolean | null;
            /** @description Outcome. */
            outcome: string;
            /** @description Puskesmas it counts for. */
            puskesmas: string | null;
            /** @description Name of that puskesmas. */
            puskesmas_name: string | null;
            /**
             * Format: date
             * @description Day of report.
             */
            reported: string;
            /** @description `L` or `P`. */
            sex: string | null;
            /** @description Certainty. */
            status: string;
        };
        /** @description A page of the line list. */
        CaseList: {
            /** Format: date */
            as_of: string | null;
            cases: components["schemas"]["CaseLine"][];
            /** @description What to send as `cursor` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description Cases on all pages together.
             */
            total: number;
        };
        /** @description A wilayah kerja. */
        CatchmentCard: {
            /** Format: double */
            area_km2: number;
            kelurahan: components["schemas"]["PlaceName"][];
            /** Format: double */
            population: number | null;
            /** Format: int32 */
            population_year: number | null;
        };
        /** @description How many cells tell what. */
        CellTally: {
            /**
             * Format: int64
             * @description With their number.
             */
            exactly: number;
            /**
             * Format: int64
             * @description As "<k".
             */
            small: number;
            /**
             * Format: int64
             * @description Hidden for the sake of others.
             */
            withheld: number;
        };
        /** @description A year over its band. */
        ChannelChart: {
            /**
             * Format: date
             * @description What was reported by this day is counted.
             */
            as_of: string;
            disease: string;
            /** @description The code of the district; null where all that the asker may see is counted. */
            district: string | null;
            kind: components["schemas"]["BandKind"];
            /** @description From January. */
            months: components["schemas"]["ChannelMonth"][];
            /** @description Its name, or that of the city. */
            name: string;
            /** @description The same in English. */
            source_en: string;
            /** @description The method and its source. */
            source_id: string;
            /** Format: int32 */
            year: number;
            /** @description The years of the band that the ledger reaches back to. */
            years: number[];
        };
        /** @description A month of the year. */
        ChannelMonth: {
            /**
             * Format: double
             * @description Cases expected in the end, where reports are still to come; null elsewhere.
             */
            expected: number | null;
            /**
             * Format: int64
             * @description Where that is, with a probability of 95 %.
             */
            expected_lower: number | null;
            /**
             * Format: int64
             * @description See `expected_lower`.
             */
            expected_upper: number | null;
            /**
             * Format: double
             * @description The band; null with fewer than three years.
             */
            lower: number | null;
            /** Format: double */
            middle: number | null;
            /**
             * Format: int32
             * @description 1 to 12.
             */
            month: number;
            /**
             * Format: int32
             * @description Cases known; null for a month that has not begun, or that began after the last report that the ledger has.
             */
            observed: number | null;
            /** Format: double */
            upper: number | null;
            zone: components["schemas"]["ZoneWord"] | null;
        };
        /** @description One number against its reference. */
        Check: {
            /**
             * Format: double
             * @description The answer.
             */
            expected: number;
            /**
             * Format: double
             * @description What this program computes.
             */
            found: number;
            /** @description The method. */
            method: string;
            /** @description Whether they do not. */
            passed: boolean;
            /** @description What was asked. */
            question: string;
            /** @description Who gave the answer. */
            reference: string;
            /**
             * Format: double
             * @description How far the two may lie apart.
             */
            tolerance: number;
        };
        /** @description Cases inside a circle. */
        Circle: {
            /** Format: int64 */
            cases: number;
            /** Format: int64 */
            deaths: number;
            /** @description Their numbers, ascending. */
            ids: number[];
            /** Format: double */
            radius_m: number;
        };
        /** @description The city as a client shows it. */
        City: {
            /**
             * Format: date
             * @description The last day of report, for those who may count cases.
             */
            as_of: string | null;
            /** @description West, south, east, north in degrees. */
            bounds: number[] | null;
            diseases: components["schemas"]["DiseaseCard"][];
            facility_types: components["schemas"]["FacilityTypeCard"][];
            /** @description The levels that are loaded. */
            levels: string[];
            /** @description What the map is called. */
            name: string;
            /** @description Whether the data are invented. */
            simulated: boolean;
            span: components["schemas"]["Span"] | null;
            /** @description WIB, WITA or WIT. */
            time_label: string;
            /** @description IANA name. */
            time_zone: string;
            /**
             * Format: int64
             * @description The ledger's version.
             */
            version: number;
        };
        /** @description A kabkota. */
        CityName: {
            code: string;
            name: string;
        };
        /** @description A disease in a city and year. */
        CityYear: {
            city: string;
            /** @description How many months are told, from January. */
            closed_months: number;
            /** @description Deaths in the year. They are told where cases are, and neither they nor the survivors are told when few. */
            deaths: components["schemas"]["ToldNumber"];
            disease: string;
            /**
             * Format: int32
             * @description Counts from 1 to below this are small.
             */
            k: number;
            /** @description January to December. */
            months: components["schemas"]["ToldNumber"][];
            /** @description Deaths by month, of large cities alone. */
            months_deaths: components["schemas"]["ToldNumber"][];
            total: components["schemas"]["ToldNumber"];
            /** Format: int32 */
            year: number;
        };
        /** @description A circle that holds a cluster, too coarse to point at a house. */
        ClusterArea: {
            /**
             * Format: double
             * @description Latitude of the middle, likewise.
             */
            lat: number;
            /**
             * Format: double
             * @description Longitude of the middle, on a grid of 0.0025 degrees.
             */
            lon: number;
            /**
             * Format: double
             * @description Kilometres, rounded up to a tenth.
             */
            radius_km: number;
        };
        /** @description A cluster on a night. */
        ClusterCard: {
            acknowledged: components["schemas"]["AcknowledgementCard"] | null;
            /** @description How many actions were written down. */
            actions: number;
            area: components["schemas"]["ClusterArea"];
            /** Format: int32 */
            cases: number;
            disease: string;
            /** Format: double */
            expected: number;
            /** Format: date */
            first_day: string;
            /** Format: date */
            from: string;
            /**
             * Format: int64
             * @description Its number; null where a day is looked back on whose night was not kept.
             */
            id: number | null;
            /** @description Its cases by kelurahan, the most first. */
            kelurahan: components["schemas"]["PlaceCases"][];
            /** Format: date */
            last_seen: string;
            life: components["schemas"]["Life"];
            /** Format: int64 */
            merged_into: number | null;
            /** @description Its cases by puskesmas, the most first. */
            puskesmas: components["schemas"]["PlaceCases"][];
            /**
             * Format: double
             * @description Chance alone shows as much once in so many days.
             */
            recurrence_days: number;
            /** Format: date */
            to: string;
        };
        /** @description A cluster with its nights and what was done about it. */
        ClusterDetail: components["schemas"]["ClusterCard"] & {
            done: components["schemas"]["ActionCard"][];
            nights: components["schemas"]["NightCard"][];
        };
        /** @description Clusters, the most urgent first. */
        ClusterList: {
            clusters: components["schemas"]["ClusterCard"][];
            /**
             * Format: date
             * @description The day whose reports are known; null where no night was judged yet.
             */
            night: string | null;
        };
        /** @description Counts with the denominators that make them rates. */
        Counts: {
            /**
             * Format: int64
             * @description Cases; `None` where a release tells no number.
             */
            cases: number | null;
            /**
             * Format: double
             * @description Deaths per hundred cases.
             */
            cfr: number | null;
            /**
             * Format: int64
             * @description Deaths; `None` where a release tells no number.
             */
            deaths: number | null;
            /**
             * Format: double
             * @description Cases per 100,000 people.
             */
            ir: number | null;
            /**
             * Format: double
             * @description People: the mean of the calendar years that the period touches. `None` when one of them is missing or the
             *     filter asks for an age.
             */
            population: number | null;
            /**
             * @description How a release tells the cases: `exactly`, `small` (below k), `withheld` (hidden so that others cannot be
             *     computed) or `nothing` (not published so finely). Not there for those who count cases themselves.
             */
            told?: string;
        };
        /**
         * @description People and cases within a radius of any facility of a type, each counted once. A straight line is no way to travel:
         *     a river without a bridge does not exist here.
         */
        CoverageCard: {
            /**
             * Format: date
             * @description The last day of report; null for those who may not count cases.
             */
            as_of: string | null;
            /**
             * Format: int64
             * @description Cases with a point within the radius; null for those who may not count cases.
             */
            cases: number | null;
            /**
             * Format: int64
             * @description Cases with a point.
             */
            cases_located: number | null;
            /**
             * Format: double
             * @description The one per hundred of the other; null where there are none.
             */
            cases_percent: number | null;
            /** @description Facilities of the type that have a point. */
            facilities: number;
            /**
             * Format: double
             * @description People within the radius, spread evenly over the smallest districts that have a figure; null without figures of
             *     one year for all land.
             */
            people: number | null;
            /**
             * Format: double
             * @description The one per hundred of the other.
             */
            people_percent: number | null;
            /**
             * Format: int32
             * @description The year of both.
             */
            people_year: number | null;
            /**
             * Format: double
             * @description People on all land.
             */
            population: number | null;
            /**
             * Format: int32
             * @description Metres.
             */
            radius_m: number;
            /** @description The facilities' type. */
            type: string;
        };
        /** @description A criterion of Permenkes 1501/2010 article 6 that the numbers meet. */
        CriterionCard: {
            /**
             * Format: int64
             * @description How many of these died, for (f); null for the others.
             */
            deaths: number | null;
            /** Format: date */
            from: string;
            letter: string;
            /** Format: int64 */
            observed: number;
            /** Format: date */
            to: string;
            /** @description `meets criterion (d)`. */
            words_en: string;
            /** @description `memenuhi kriteria (d)`. */
            words_id: string;
        };
        /** @description A disease of the catalogue. */
        DiseaseCard: {
            code: string;
            color: string;
            name_en: string;
            name_id: string;
            palette: string;
            short: string;
        };
        /** @description A district with its people. */
        DistrictCard: {
            /** Format: double */
            area_km2: number;
            /** @description West, south, east, north in degrees. */
            bounds: number[] | null;
            /** @description How many districts lie directly below. */
            children: number;
            code: string;
            /** @description `kelurahan` or `desa` on the lowest level. */
            kind: string | null;
            /** @description Longitude and latitude of the name. */
            label: number[];
            level: string;
            name: string;
            parent: components["schemas"]["PlaceName"] | null;
            population: components["schemas"]["PopulationYear"][];
        };
        /** @description A district of a cluster. */
        DistrictShare: {
            /**
             * Format: int64
             * @description Cases of the cluster in it; null where they are not told.
             */
            cases: number | null;
            /** @description Kemendagri code. */
            code: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A facility with its wilayah kerja. */
        FacilityCard: {
            address: string | null;
            /** Format: int32 */
            beds: number | null;
            catchment: components["schemas"]["CatchmentCard"] | null;
            class: string | null;
            code: string;
            /** @description The kelurahan it stands in. */
            district: string | null;
            district_name: string | null;
            hours: string | null;
            /** Format: double */
            lat: number | null;
            /** Format: double */
            lon: number | null;
            name: string;
            owner: string | null;
            phone: string | null;
            /** @description How good the point is. */
            precision: string | null;
            services: string | null;
            source: string | null;
            type: string;
        };
        /** @description A type of facility. */
        FacilityTypeCard: {
            code: string;
            color: string;
            count: number;
            name_en: string;
            name_id: string;
        };
        /** @description What is wrong with one word of the query. */
        FieldProblem: {
            /** @description The word. */
            field: string;
            /** @description What is wrong and what to write. */
            message: string;
        };
        /** @description The answer of a method, with everything needed to repeat it: the same question about the same version gives the same bytes. */
        Findings: components["schemas"]["Studied"] & {
            /**
             * Format: date
             * @description The last day of report in the data, or that of the question.
             */
            as_of: string | null;
            /** @description What the map is called. */
            city: string;
            /** @description This program and its version. */
            engine: string;
            /** @description The method, as in the address. */
            method: string;
            pair_plan: components["schemas"]["PairPlan"] | null;
            pattern_plan: components["schemas"]["AreaPlan"] | null;
            /** @description The words of the filter. */
            question: {
                [key: string]: string;
            };
            refusal: components["schemas"]["Refusal"] | null;
            scan: components["schemas"]["ScanPlan"] | null;
            /** @description Whether the data are invented. */
            simulated: boolean;
            /** @description The same in English. */
            source_en: string | null;
            /** @description Where the usual numbers of the disease come from, in Indonesian; null where no disease was named. */
            source_id: string | null;
            /**
             * Format: int64
             * @description The version of the data.
             */
            version: number;
        };
        /** @description Cases around an action. */
        Followed: {
            /**
             * Format: int32
             * @description Cases with onset in the days after, as far as they are over and reported.
             */
            after: number;
            /**
             * Format: int32
             * @description Cases with onset in the days before.
             */
            before: number;
            /**
             * Format: int32
             * @description Days before and after; the day of the action counts to neither.
             */
            days: number;
            /** @description Whether all days after are over. */
            over: boolean;
        };
        /** @description One place. */
        Found: {
            /** @description West, south, east, north of a district. */
            bounds?: number[];
            /** @description District or facility code; empty for coordinates. */
            code: string;
            /** @description What it lies in. */
            context: string;
            /** @description `kabkota`, `kecamatan`, `kelurahan`, `facility` or `coordinates`. */
            kind: string;
            /**
             * Format: double
             * @description Latitude.
             */
            lat: number;
            /**
             * Format: double
             * @description Longitude.
             */
            lon: number;
            /** @description Its name. */
            name: string;
        };
        /** @description The cases of a NIK. */
        FoundCases: {
            /** @description Their numbers; only cases that the viewer sees one by one. */
            cases: number[];
        };
        /** @description Cases together in space and time. */
        FoundCluster: {
            /**
             * Format: int64
             * @description Its cases.
             */
            cases: number;
            /** @description The districts that its cases count in, or that are its places; those with most cases first. */
            districts: components["schemas"]["DistrictShare"][];
            /**
             * Format: double
             * @description Cases that chance would put there.
             */
            expected: number | null;
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /**
             * Format: double
             * @description The same by a Gumbel curve through the replications, which tells apart what is rarer than all of them.
             */
            gumbel_p: number | null;
            /** @description Numbers of its cases, ascending; empty where they are not told. */
            ids: number[];
            /**
             * Format: double
             * @description Latitude of its centre.
             */
            lat: number | null;
            /**
             * Format: double
             * @description The logarithm of the likelihood ratio.
             */
            llr: number | null;
            /**
             * Format: double
             * @description Longitude of its centre; null where it is not told so finely.
             */
            lon: number | null;
            /** @description Its number, from 1. */
            number: number;
            /**
             * Format: double
             * @description How often chance alone does as well: the rank among the replications over their number plus one.
             */
            p: number | null;
            /**
             * Format: double
             * @description Metres of the circle around the centre that holds its places whole; null where these are kelurahan, whose outlines
             *     are the area.
             */
            radius_m: number | null;
            /**
             * Format: double
             * @description Cases over expected cases.
             */
            ratio: number | null;
            /**
             * Format: double
             * @description A search every day meets as much by chance once in so many days; null for clusters of any time.
             */
            recurrence_days: number | null;
            /**
             * Format: date
             * @description Its last day.
             */
            to: string;
            /** @description Cases in its places by week, counted back from the last day of the study; empty where they are not told. */
            weeks: number[];
        };
        /** @description The class of what a release keeps back. */
        HiddenClass: {
            /** @description Colour of the dots. */
            color: string;
            /** @description Districts in it. */
            count: number;
            /**
             * Format: int32
             * @description Counts from 1 to below this are kept back; null where the release tells nothing of the question.
             */
            k: number | null;
            /** @description `dots`. */
            pattern: string;
        };
        /** @description What is known of a person; null where a part is not. */
        IdentityCard: {
            address: string | null;
            /** Format: date */
            birth_date: string | null;
            name: string | null;
            nik: string | null;
            occupation: string | null;
            parent_name: string | null;
            phone: string | null;
            record_number: string | null;
            remarks: string | null;
            rt: string | null;
            rw: string | null;
        };
        /** @description An account that was made, with the password that is shown this once. */
        Invited: {
            /** @description Opens nothing but its own change. */
            one_time_password: string;
            person: components["schemas"]["Person"];
        };
        /** @description Who knows of a warning. */
        KnownCard: {
            /** Format: date-time */
            at: string;
            /** @description An account, or a token by its number. */
            by: string;
            /** @description What they noted beside it. */
            note: string | null;
        };
        /** @description What the colours of a choropleth mean. */
        Legend: {
            /**
             * Format: date
             * @description As-of date.
             */
            as_of: string | null;
            /** @description Edges of the classes, one more than there are classes. */
            breaks: number[];
            /** @description The classes, lowest first. */
            classes: components["schemas"]["LegendClass"][];
            /**
             * Format: date
             * @description First day of the period.
             */
            from: string | null;
            /** @description `ir`, `cases`, `deaths`, `cfr`. */
            indicator: string;
            /** @description Districts whose number a release keeps back; not there for those who count cases themselves. */
            kept_back?: components["schemas"]["HiddenClass"];
            /** @description How classes were cut. */
            method: string;
            /** @description Districts without a value. */
            no_data: components["schemas"]["NoDataClass"];
            /** @description Name of the ramp. */
            palette: string;
            /**
             * Format: date
             * @description Last day.
             */
            to: string | null;
            /** @description Unit in Bahasa Indonesia. */
            unit: string;
            /** @description The value of every district of the level, in official order. */
            values: {
                [key: string]: number | null;
            };
            /** @description Districts with the value 0. */
            zero: components["schemas"]["ZeroClass"];
        };
        /** @description One class. */
        LegendClass: {
            /** @description Fill. */
            color: string;
            /** @description Districts in it. */
            count: number;
            /**
             * Format: double
             * @description Lower edge, part of the class.
             */
            from: number;
            /** @description What to print, in the Indonesian way of writing numbers. */
            label: string;
            /**
             * Format: double
             * @description Upper edge, part of the next class; the last one is closed.
             */
            to: number;
        };
        /** @description What the symbols of facilities mean. */
        LegendFacilities: {
            /** @description Types in the order of the legend. */
            types: components["schemas"]["LegendFacility"][];
        };
        /** @description One type of facility. */
        LegendFacility: {
            /** @description Type word. */
            code: string;
            /** @description Ring. */
            color: string;
            /** @description How many are loaded. */
            count: number;
            /** @description SVG path data, 24 x 24. */
            icon: string;
            /** @description Name in English. */
            name_en: string;
            /** @description Name in Bahasa Indonesia. */
            name_id: string;
        };
        /** @description What the colours of a heat map mean. */
        LegendHeat: {
            /**
             * Format: date
             * @description As-of date.
             */
            as_of: string | null;
            /**
             * Format: int32
             * @description The bandwidth in metres.
             */
            bandwidth_m: number;
            /** @description The classes, lowest first; none where there are no cases. What lies below the first is not coloured. */
            classes: components["schemas"]["LegendHeatClass"][];
            /**
             * Format: date
             * @description First day of the period.
             */
            from: string | null;
            /**
             * Format: double
             * @description The highest value.
             */
            highest: number;
            /** @description `quartic`. */
            kernel: string;
            /** @description How the surface and its classes are made, in Bahasa Indonesia. */
            method: string;
            /**
             * Format: float
             * @description How opaque the colours are drawn, 0 to 1.
             */
            opacity: number;
            /** @description Where the method comes from. */
            source: string;
            /**
             * Format: date
             * @description Last day.
             */
            to: string | null;
            /** @description Unit in Bahasa Indonesia: cases of the whole period for each square kilometre. */
            unit: string;
        };
        /** @description One class. */
        LegendHeatClass: {
            /** @description Colour. */
            color: string;
            /**
             * Format: double
             * @description Lower edge, part of the class.
             */
            from: number;
            /** @description What to print, in the Indonesian way of writing numbers. */
            label: string;
            /**
             * Format: double
             * @description Upper edge, part of the next class; the highest value for the last one.
             */
            to: number;
        };
        /**
         * @description How the life of a cluster went on in a night.
         * @enum {string}
         */
        Life: "new" | "growing" | "ongoing" | "closed" | "merged";
        /** @description A name and its password. */
        Login: {
            /** @description The login word; capitals make no difference. */
            name: string;
            /** @description The password. */
            password: string;
        };
        /** @description A facility at a distance. */
        NearFacility: {
            code: string;
            /**
             * Format: double
             * @description Geodesic metres, rounded.
             */
            distance_m: number;
            /** Format: double */
            lat: number | null;
            /** Format: double */
            lon: number | null;
            name: string;
            type: string;
        };
        /** @description Facilities by distance, the nearest first. */
        NearestFacilities: {
            facilities: components["schemas"]["NearFacility"][];
        };
        /** @description A new password for the one who knows the old one. */
        NewPassword: {
            /** @description The password from now on: at least 10 characters. */
            new: string;
            /** @description The password until now. */
            old: string;
        };
        /** @description An account that is to be made. */
        NewPerson: {
            /** @description What people call them; the login word when not given. */
            display_name?: string;
            /** @description The login word: 2 to 32 of a-z, 0-9, dot, dash, underscore. */
            name: string;
            /** @description `facility`, `puskesmas`, `surveillance`, `planner` or `admin`. */
            role: string;
            /** @description District and facility codes. */
            territory?: string[];
        };
        /** @description A cluster on one of its nights. */
        NightCard: {
            /** Format: int32 */
            cases: number;
            /** Format: date */
            day: string;
            /** Format: double */
            expected: number;
            life: components["schemas"]["Life"];
            /** Format: double */
            recurrence_days: number;
        };
        /** @description Whom to look for. */
        NikQuestion: {
            /** @description Sixteen digits. */
            nik: string;
            /** @description 5 to 200 characters, without names: it stands in the audit. Surveillance must say it. */
            reason: string | null;
        };
        /** @description The class without a value. */
        NoDataClass: {
            /** @description Colour of the lines. */
            color: string;
            /** @description Districts in it. */
            count: number;
            /** @description `hatch`. */
            pattern: string;
        };
        /** @description What a reader must know of an answer. */
        Notice: {
            /** @enum {string} */
            code: "own_territory";
        } | {
            /**
             * Format: int64
             * @description How many.
             */
            cases: number;
            /** @enum {string} */
            code: "without_point";
        } | {
            /** @enum {string} */
            code: "data_begin_late";
            /**
             * Format: int32
             * @description Days that there are.
             */
            days: number;
        } | {
            /**
             * Format: int64
             * @description Areas of the question.
             */
            all: number;
            /**
             * Format: int64
             * @description How many.
             */
            areas: number;
            /** @enum {string} */
            code: "without_population";
        } | {
            /**
             * Format: int64
             * @description How many.
             */
            areas: number;
            /** @enum {string} */
            code: "without_neighbours";
        } | {
            /** @enum {string} */
            code: "coarse_squares";
            /**
             * Format: int32
             * @description Their side in metres.
             */
            side_m: number;
        };
        /** @description A password that is shown this once. */
        OneTime: {
            /** @description Opens nothing but its own change. */
            one_time_password: string;
        };
        /** @description The release that is open. */
        OpenRelease: {
            /**
             * Format: date
             * @description The last day of report that it knows.
             */
            as_of: string;
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            published: string | null;
            /** @description The rules that it was made by. */
            source: string;
        };
        /** @description One session. */
        OpenSession: {
            /** @description Where it began. */
            address: string;
            /** Format: date-time */
            created: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it ends if it is not used again.
             */
            expires: string;
            id: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            last_seen: string;
            /** @description What the browser said of itself. */
            user_agent: string;
        };
        /** @description The sessions of an account. */
        OpenSessions: {
            sessions: components["schemas"]["OpenSession"][];
        };
        /** @description How many warnings nobody knows of. */
        OpenWarnings: {
            /**
             * Format: date
             * @description The night that they hold on; null where none was judged yet.
             */
            night: string | null;
            /** @description Their number; null where no night was judged yet. */
            open: number | null;
        };
        /** @description The release that is open, and what it says of whole cities. */
        Overview: {
            blocks: components["schemas"]["CityYear"][];
            cities: components["schemas"]["CityName"][];
            release: components["schemas"]["OpenRelease"] | null;
            /** @description How each disease stands in each large city, whose numbers are told by week. */
            to_date: components["schemas"]["ToDate"][];
        };
        /** @description Who is logged in. */
        Owner: {
            /** @description What people call them. */
            display_name: string;
            /** @description The login word. */
            name: string;
        };
        /** @description Whether cases near in space are near in time more often than by chance (Knox 1964). */
        PairCard: {
            /**
             * Format: int64
             * @description Pairs near in space and time.
             */
            close: number;
            /**
             * Format: double
             * @description Such pairs that chance would make.
             */
            expected: number;
            /**
             * Format: double
             * @description How often a random order of the days makes as many.
             */
            p: number | null;
            /**
             * Format: double
             * @description The one over the other.
             */
            ratio: number;
        };
        /** @description A search of pairs with every number in place. */
        PairPlan: {
            /**
             * Format: int32
             * @description Days within which two cases are soon.
             */
            days: number;
            /**
             * Format: int32
             * @description Metres within which two cases are near.
             */
            distance_m: number;
            /**
             * Format: date
             * @description First day.
             */
            from: string;
            /**
             * Format: int32
             * @description The fewest cases of a group; null where pairs alone are counted.
             */
            least: number | null;
            /**
             * Format: int32
             * @description Permutations; null where nothing is drawn.
             */
            replications: number | null;
            /**
             * Format: int64
             * @description The seed.
             */
            seed: number;
            /**
             * Format: date
             * @description Last day.
             */
            to: string;
        };
        /** @description All accounts. */
        People: {
            people: components["schemas"]["Person"][];
        };
        /** @description One account. */
        Person: {
            /** Format: date-time */
            created: string;
            /** @description Whether nobody can log in with it. */
            disabled: boolean;
            /** @description What people call them. */
            display_name: string;
            /**
             * Format: date-time
             * @description Until when no password is tried.
             */
            locked_until: string | null;
            /** @description Whether its password was given by somebody else and not changed yet. */
            must_change_password: boolean;
            /** @description The login word. */
            name: string;
            role: string;
            /** @description District and facility codes. */
            territory: string[];
        };
        /** @description What of an account is to change; what is not given stays. */
        PersonChange: {
            /** @description Whether nobody can log in with it; ends its sessions. */
            disabled?: boolean;
            /** @description What people call them. */
            display_name?: string;
            /** @description `facility`, `puskesmas`, `surveillance`, `planner` or `admin`. */
            role?: string;
            /** @description District and facility codes. */
            territory?: string[];
        };
        /** @description Cases of a cluster at a place. */
        PlaceCases: {
            /** Format: int32 */
            cases: number;
            code: string;
            name: string | null;
        };
        /** @description A place by code and name. */
        PlaceName: {
            /** @description Its code. */
            code: string;
            /** @description Its name. */
            name: string;
        };
        /**
         * @description What the places of a scan are.
         * @enum {string}
         */
        Places: "square" | "kelurahan";
        /** @description People of a district in a year. */
        PopulationYear: {
            /** Format: double */
            female: number | null;
            /** Format: double */
            male: number | null;
            /** @description Publications. */
            source: string;
            /** Format: double */
            total: number | null;
            /** Format: int32 */
            year: number;
        };
        /** @description The body of an error (RFC 9457). */
        Problem: {
            /** @description What happened and what to do. */
            detail: string;
            /** @description The words that could not be read. */
            fields?: components["schemas"]["FieldProblem"][];
            /** @description The number that the server's log knows this request by. */
            request_id: string;
            /**
             * Format: int32
             * @description The status.
             */
            status: number;
            /** @description The status in words. */
            title: string;
            /** @description Always `about:blank`: the status says the kind. */
            type: string;
        };
        /** @description What the engine answers to questions whose answers are known from elsewhere. */
        Proof: {
            /** @description All that it carries. */
            checks: components["schemas"]["Check"][];
            /** @description This program and its version. */
            engine: string;
            /** @description Reference answers that it reproduces. */
            passed: number;
        };
        /**
         * @description Which rates are compared.
         * @enum {string}
         */
        RateKind: "smoothed" | "plain";
        /** @description What one method says of a place. */
        Reading: {
            /** @description Whether the count is above it (`rolling`: whether it reaches it). */
            alarm: boolean;
            /**
             * Format: double
             * @description Cases that the method expected; null where it expects none in particular.
             */
            expected: number | null;
            /**
             * Format: date
             * @description The first day of the week, month or window that it judged.
             */
            from: string;
            /** @description The method. */
            method: components["schemas"]["WatchMethod"];
            /**
             * Format: int32
             * @description Cases that were known of it.
             */
            observed: number;
            /**
             * Format: date
             * @description Its last day.
             */
            to: string;
            /**
             * Format: double
             * @description What the count is held against.
             */
            upper: number;
        };
        /** @description A table: every place of its kind, those without cases too, in official order, and a total. */
        Recap: {
            /**
             * Format: date
             * @description As-of date.
             */
            as_of: string | null;
            /**
             * Format: date
             * @description First day.
             */
            from: string | null;
            /** @description The release behind the numbers; not there for those who count cases themselves. */
            release?: components["schemas"]["ReleaseNote"];
            /** @description The rows. */
            rows: components["schemas"]["RecapRow"][];
            /**
             * Format: date
             * @description Last day.
             */
            to: string | null;
            /** @description The sum of the rows, equal to the summary of the same filter. */
            total: components["schemas"]["Counts"];
        };
        /** @description One row of a table. */
        RecapRow: components["schemas"]["Counts"] & {
            /** @description District code, puskesmas code or the group's word; empty for cases that belong to no row. */
            code: string;
            /** @description Name to print. */
            name: string;
        };
        /** @description Why a question was not answered. Each says by its numbers what to change. */
        Refusal: {
            /** @enum {string} */
            code: "one_disease";
        } | {
            /** @enum {string} */
            code: "no_data";
        } | {
            /** @enum {string} */
            code: "too_few_cases";
            /**
             * Format: int64
             * @description Cases of the question that can be used.
             */
            found: number;
            /**
             * Format: int64
             * @description What is needed.
             */
            least: number;
        } | {
            /** @enum {string} */
            code: "too_many_cases";
            /**
             * Format: int64
             * @description Cases of the question.
             */
            found: number;
            /**
             * Format: int64
             * @description The most.
             */
            most: number;
        } | {
            /** @enum {string} */
            code: "short_baseline";
            /**
             * Format: int32
             * @description Days from the first to the last.
             */
            found: number;
            /**
             * Format: int32
             * @description What is needed: twice the window.
             */
            least: number;
        } | {
            /** @enum {string} */
            code: "too_rare";
        } | {
            /**
             * Format: int64
             * @description Areas of the question.
             */
            all: number;
            /** @enum {string} */
            code: "no_population";
            /**
             * Format: int64
             * @description Areas of the question with figures for all its years.
             */
            found: number;
            /**
             * Format: int32
             * @description First calendar year of the question.
             */
            from: number;
            /** @description Whether each kecamatan of the question has figures for all its years. */
            kecamatan: boolean;
            /**
             * Format: int32
             * @description The newest year in which each of the areas has a figure; null where there is none.
             */
            newest?: number | null;
            /**
             * Format: int32
             * @description Last calendar year of the question.
             */
            to: number;
        } | {
            /** @enum {string} */
            code: "no_population_by_age";
        } | {
            /**
             * Format: int64
             * @description Areas of the question.
             */
            all: number;
            /** @enum {string} */
            code: "no_population_by_sex";
            /**
             * Format: int64
             * @description Areas with figures by sex for all years of the question.
             */
            found: number;
        } | {
            /** @enum {string} */
            code: "too_few_areas";
            /**
             * Format: int64
             * @description Areas of the question.
             */
            found: number;
            /**
             * Format: int64
             * @description What is needed.
             */
            least: number;
        } | {
            /** @enum {string} */
            code: "no_pattern";
        } | {
            /** @enum {string} */
            code: "too_much_work";
            /**
             * Format: int64
             * @description Steps that it would take.
             */
            found: number;
            /**
             * Format: int64
             * @description The most.
             */
            most: number;
        };
        /** @description A release in the log. */
        ReleaseCard: {
            /**
             * Format: date
             * @description The last day of report that it knew.
             */
            as_of: string;
            /** @description Its cells. */
            cells: components["schemas"]["CellTally"];
            /**
             * Format: date-time
             * @description When it was published or withdrawn.
             */
            changed: string | null;
            /**
             * Format: int64
             * @description How many cases stand in cells of the finest grain (kelurahan and year; cases without a kelurahan too) that are
             *     told as small, as withheld or not at all. Years that are not closed tell nothing so fine and hide nothing. Null
             *     for releases made before this was counted. For the staff alone.
             */
            hidden_cases: number | null;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /**
             * Format: date-time
             * @description When it was computed.
             */
            made: string;
            /** @description `prepared`, `published` or `withdrawn`. */
            state: string;
        };
        /** @description A release with what each of its blocks keeps back. */
        ReleaseDetail: components["schemas"]["ReleaseCard"] & {
            blocks: components["schemas"]["BlockCard"][];
        };
        /** @description The whole log, the newest first. */
        ReleaseLog: {
            releases: components["schemas"]["ReleaseCard"][];
            schedule: components["schemas"]["ScheduleCard"];
        };
        /** @description The release that an answer comes from. */
        ReleaseNote: {
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /**
             * Format: int32
             * @description Counts from 1 to below this are told as small; null where it tells nothing of the question.
             */
            k: number | null;
        };
        /** @description A place of the table. */
        ReleaseRow: {
            /** Format: int32 */
            cases: number | null;
            code: string;
            /**
             * Format: double
             * @description Cases per 100,000 people; of whole years alone.
             */
            ir: number | null;
            name: string;
            /**
             * Format: double
             * @description People in the year; null where no figure is known.
             */
            population: number | null;
            told: string;
        };
        /** @description A table of the release: places of one level in one period. */
        ReleaseTable: {
            /** Format: date */
            as_of: string;
            city: string;
            disease: string;
            /**
             * Format: int32
             * @description Counts from 1 to below this are small.
             */
            k: number;
            rows: components["schemas"]["ReleaseRow"][];
            /** @description Publications behind the population. */
            source: string;
            /** @description `year`, `quarter 1` to `quarter 4`, `month 1` to `month 12`. */
            span: string;
            /** @description The city. */
            total: components["schemas"]["ReleaseRow"];
            /** Format: int32 */
            year: number;
        };
        /** @description What a client may offer. The server enforces it whatever the client offers. */
        Rights: {
            /** @description Cells of 250 m. */
            cells: boolean;
            /** @description Counts and rates. */
            counts: boolean;
            /** @description Who the cases are. */
            identity: boolean;
            /** @description Whether reading that asks for a reason. */
            identity_needs_reason: boolean;
            /** @description The list of single cases. */
            line_list: boolean;
            /** @description Accounts, tokens and the audit. */
            people: boolean;
            /** @description Exact points. */
            points: boolean;
            /** @description What the public is told. */
            releases: boolean;
            /** @description Clusters of cases. */
            studies: boolean;
            /** @description Warnings and clusters. */
            watch: boolean;
        };
        /** @description A scan with every number in place. */
        ScanPlan: {
            /**
             * Format: date
             * @description First day of the study.
             */
            from: string;
            /** @description What its places are. */
            places: components["schemas"]["Places"];
            /**
             * Format: int32
             * @description Metres of the largest circle.
             */
            radius_m: number;
            /**
             * Format: int32
             * @description Replications.
             */
            replications: number;
            /**
             * Format: int64
             * @description The seed.
             */
            seed: number;
            /**
             * Format: date
             * @description Last day.
             */
            to: string;
            /** @description Which clusters. */
            when: components["schemas"]["When"];
            /**
             * Format: int32
             * @description Days of the longest cluster.
             */
            window_days: number;
        };
        /** @description When releases are made by themselves. */
        ScheduleCard: {
            /**
             * Format: date
             * @description The day of the next one by the city's clock; null where nothing is made by itself.
             */
            next: string | null;
            /**
             * Format: int32
             * @description The day of the month; null where nothing is made by itself.
             */
            prepare_on_day: number | null;
            /** @description Whether they are also opened by themselves. */
            publish: boolean;
        };
        /** @description What was found, the best first. */
        SearchResults: {
            /** @description The places. */
            results: components["schemas"]["Found"][];
        };
        /** @description An epidemic curve: every bar of the period, empty ones too. */
        Series: {
            /**
             * Format: date
             * @description As-of date.
             */
            as_of: string | null;
            /** @description The bars. */
            buckets: components["schemas"]["SeriesBar"][];
            /** @description The same bars for each part, when a split was asked for. */
            split?: components["schemas"]["SplitSeries"][];
        };
        /** @description One bar. */
        SeriesBar: components["schemas"]["Bucket"] & components["schemas"]["Tally"];
        /** @description The asker's role, places and rights. */
        Session: {
            account: components["schemas"]["Owner"] | null;
            can: components["schemas"]["Rights"];
            /** @description Whether everything but `/api/session` is closed until the password is changed. */
            must_change_password: boolean;
            role: string;
            /** @description District and facility codes. */
            territory: string[];
        };
        /** @description A table with the publications behind its denominators. */
        SourcedTable: components["schemas"]["Recap"] & {
            /** @description Publications behind the population; empty when there are none. */
            source: string;
        };
        /** @description Days from first to last. */
        Span: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
        };
        /** @description The bars of one part, as columns in the order of [`Series::buckets`]. */
        SplitSeries: {
            /** @description Cases by bar. */
            cases: number[];
            /** @description Code of the part. */
            code: string;
            /** @description Deaths by bar. */
            deaths: number[];
            /** @description Its name. */
            name: string;
        };
        /**
         * @description How a warning stands on a night.
         * @enum {string}
         */
        Standing: "new" | "held" | "subsided";
        /** @description What was found. */
        Studied: {
            /** @description Areas of a pattern, in official order; empty for other methods. */
            areas: components["schemas"]["AreaCard"][];
            /**
             * Format: int64
             * @description Cases that took part.
             */
            cases: number;
            /** @description Clusters, the least likely by chance first. */
            clusters: components["schemas"]["FoundCluster"][];
            /** @description What a reader must know. */
            notices: components["schemas"]["Notice"][];
            pairs: components["schemas"]["PairCard"] | null;
            pattern: components["schemas"]["WholePattern"] | null;
        };
        /** @description The situation in a period. */
        Summary: components["schemas"]["Counts"] & {
            /**
             * Format: date
             * @description The last day of report in the data, or the filter's `as_of`.
             */
            as_of: string | null;
            /**
             * Format: date
             * @description First day, closed by the data where the filter left it open.
             */
            from: string | null;
            /** @description Publications behind the population. */
            population_source: string[];
            /** @description The same period one year earlier. */
            previous: components["schemas"]["Counts"];
            /** @description The release behind the numbers; not there for those who count cases themselves. */
            release?: components["schemas"]["ReleaseNote"];
            /**
             * Format: date
             * @description Last day.
             */
            to: string | null;
            /**
             * Format: int64
             * @description Cases whose district could not be told.
             */
            without_district: number | null;
            /**
             * Format: int64
             * @description Cases that have no point: counted here, drawn nowhere. `None` for those who count no case themselves.
             */
            without_point: number | null;
        };
        /** @description Cases and, among them, deaths. */
        Tally: {
            /**
             * Format: int64
             * @description All cases, the dead included.
             */
            cases: number;
            /**
             * Format: int64
             * @description Deaths.
             */
            deaths: number;
        };
        /** @description The description of a set. */
        TileJson: {
            attribution: string;
            bounds?: number[];
            center?: number[];
            description: string;
            /** Format: int32 */
            maxzoom: number;
            /** Format: int32 */
            minzoom: number;
            /** @description The set's word. */
            name: string;
            scheme: string;
            tilejson: string;
            /** @description Addresses of the vector tiles; of pictures for a set that is only drawn. */
            tiles: string[];
            vector_layers: components["schemas"]["VectorLayer"][];
            version: string;
        };
        /** @description How a year stands at the end of the last week that is told, beside the year before at the end of that week. */
        ToDate: {
            /** Format: int32 */
            cases: number;
            city: string;
            /** Format: int32 */
            deaths: number;
            disease: string;
            /**
             * Format: int32
             * @description Null where the year before is not told by week.
             */
            last_year_cases: number | null;
            /** Format: int32 */
            last_year_deaths: number | null;
            /**
             * Format: date
             * @description The Saturday on which it ends.
             */
            until: string;
            /**
             * Format: int32
             * @description 1 to 53; cases count in the week of their onset, from the first to this one.
             */
            week: number;
            /**
             * Format: int32
             * @description The epidemiological year.
             */
            year: number;
        };
        /** @description One token; nothing of its word. */
        TokenLine: {
            /** Format: date-time */
            created: string;
            /**
             * Format: date-time
             * @description When it ends; null for never.
             */
            expires: string | null;
            id: string;
            /** @description What it is for. */
            label: string;
            role: string;
            /** @description District and facility codes. */
            territory: string[];
        };
        /** @description All tokens. */
        Tokens: {
            tokens: components["schemas"]["TokenLine"][];
        };
        /**
         * @description A number as it is told: `exactly` (late reports are added to a number that was told before when they are k or more),
         *     `small` (below k), `withheld` (hidden so that others cannot be computed) or `nothing` (not published so finely).
         */
        ToldNumber: {
            /**
             * Format: int32
             * @description Cases, or those of them who died where deaths are told; null where no number is told.
             */
            cases: number | null;
            told: string;
        };
        /** @description A criterion that could not be judged. */
        UnjudgedCard: {
            letter: string;
            why: components["schemas"]["WhyUnjudged"];
        };
        VectorLayer: {
            description: string;
            fields: {
                [key: string]: string;
            };
            id: string;
            /** Format: int32 */
            maxzoom: number;
            /** Format: int32 */
            minzoom: number;
        };
        /** @description A warning. It says that numbers are high or meet a criterion, never that there is an outbreak. */
        WarningCard: {
            acknowledged: components["schemas"]["KnownCard"] | null;
            agreement: components["schemas"]["Agreement"];
            criteria: components["schemas"]["CriterionCard"][];
            disease: string;
            /** @description What it is acknowledged by; null where a day is looked back on whose night was not kept. */
            id: string | null;
            level: components["schemas"]["WatchLevel"];
            /** @description Its name; null where none is loaded. */
            name: string | null;
            /** @description The code of the district or puskesmas. */
            place: string;
            /** Format: date */
            raised: string;
            readings: components["schemas"]["Reading"][];
            state: components["schemas"]["Standing"];
            unjudged: components["schemas"]["UnjudgedCard"][];
        };
        /** @description The warnings of a night: those that nobody knows of first, and of them the most urgent. */
        WarningList: {
            /** @description Warnings that the answer has no room for. */
            left_out: number;
            /**
             * Format: date
             * @description The day whose reports are known; null where no night was judged yet.
             */
            night: string | null;
            /** @description How many of those that were asked for hold and are known to nobody. */
            open: number;
            /**
             * Format: int32
             * @description Days for which the same is not said again.
             */
            silence_days: number;
            /** @description The same in English. */
            source_en: string;
            /** @description Where thresholds come from. */
            source_id: string;
            warnings: components["schemas"]["WarningCard"][];
        };
        /**
         * @description How large the places are that a warning is about.
         * @enum {string}
         */
        WatchLevel: "kabkota" | "kecamatan" | "puskesmas" | "kelurahan";
        /**
         * @description A method that warns.
         * @enum {string}
         */
        WatchMethod: "ears-c1" | "ears-c2" | "ears-c3" | "farrington" | "farrington-flexible" | "bayes" | "quantile" | "endemic" | "max-min" | "rolling";
        /**
         * @description Which clusters a scan looks for.
         * @enum {string}
         */
        When: "now" | "ever";
        /** @description Whether there is a pattern on the whole map. */
        WholePattern: {
            /**
             * Format: double
             * @description What it is where there is no pattern.
             */
            expected: number;
            /**
             * Format: double
             * @description Moran's I.
             */
            i: number;
            /**
             * Format: double
             * @description How often a random order does as well, on the side where it lies.
             */
            p: number | null;
        };
        /** @description Why it is read. */
        Why: {
            /** @description 5 to 200 characters, without names: it stands in the audit. Surveillance must say it. */
            reason: string | null;
        };
        /**
         * @description What is missing to judge a criterion.
         * @enum {string}
         */
        WhyUnjudged: "past" | "outcomes" | "few_cases" | "no_cases_before" | "no_deaths_before" | "all_patients";
        /** @description The class of zero. */
        ZeroClass: {
            /** @description Fill. */
            color: string;
            /** @description Districts in it. */
            count: number;
        };
        /**
         * @description Where a count stands in the channel.
         * @enum {string}
         */
        ZoneWord: "success" | "security" | "warning" | "epidemic";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_api_around: {
        parameters: {
            query: {
                /** @description Longitude in degrees */
                lon: number;
                /** @description Latitude in degrees */
                lat: number;
                /** @description Geodesic metres, 1 to 20000 */
                radius_m: number;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Circle"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_audit: {
        parameters: {
            query?: {
                /** @description Only what this name did or what was done to it. */
                who?: string;
                /** @description Only from this day on, ISO, by the city's clock. */
                since?: string;
                /** @description Only actions of this word, or that begin with it and a dot: `identity` is all that was read of persons. */
                action?: string;
                /** @description Only what touched the person of the case with this number. */
                case?: number;
                /** @description Stands in `next` of the page before. */
                cursor?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_cases: {
        parameters: {
            query?: {
                /** @description 1 to 1000; 100 when not given */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description `-onset` (the newest first, when not given) or `onset` */
                sort?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseList"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_cases_csv: {
        parameters: {
            query?: {
                /** @description `id` for `;` and decimal comma, or `en` */
                lang?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_cases_xlsx: {
        parameters: {
            query?: {
                /** @description `id` or `en` */
                lang?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_cases_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ledger's number */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseCard"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_cases_id_identity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ledger's number */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseIdentity"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_channel: {
        parameters: {
            query: {
                /** @description A disease code */
                disease: string;
                /** @description A Kemendagri code; all that the asker may see when not given */
                district?: string;
                /** @description `maxmin` (when not given) or `endemic` */
                kind?: string;
                /** @description That of the day when not given */
                year?: number;
                /** @description What was reported by this day; today when not given */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelChart"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_city: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Boot"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_clusters: {
        parameters: {
            query?: {
                /** @description As it was known on this day; now when not given */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterList"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_clusters_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterDetail"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_clusters_id_acknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterDetail"];
                };
            };
            /** @description The address cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody does already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_clusters_id_actions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionForm"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has as many actions as are kept */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_coverage: {
        parameters: {
            query: {
                /** @description `puskesmas`, `pustu`, `rs`, `klinik`, `praktik`, `apotek` or `labkes` */
                type: string;
                /** @description Geodesic metres, 1 to 100000 */
                radius: number;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageCard"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_districts_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Kemendagri code, with or without dots */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistrictCard"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_facilities_nearest: {
        parameters: {
            query: {
                /** @description Longitude in degrees */
                lon: number;
                /** @description Latitude in degrees */
                lat: number;
                /** @description How many, 1 to 50; 5 when not given */
                n?: number;
                /** @description Types, separated by commas; all when not given */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NearestFacilities"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_facilities_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Code of the facility */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FacilityCard"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_findings_method: {
        parameters: {
            query?: {
                /** @description Metres of the largest circle, 100 to 20000. Method `scan`. */
                radius?: number;
                /** @description Days of the longest cluster, 1 to 180. Method `scan`. */
                window?: number;
                /** @description Days up to the last that a cluster is held against, 14 to 1830; not together with `from`. Method `scan`. */
                baseline?: number;
                /** @description `square` (150 m, when not given) or `kelurahan`. Method `scan`. */
                places?: string;
                /** @description `now` (clusters that go on on the last day, when not given) or `ever`. Method `scan`. */
                when?: string;
                /** @description `kelurahan` (when not given) or `kecamatan`. Methods `moran` and `getis`. */
                areas?: string;
                /** @description `smoothed` (when not given) or `plain`. Methods `moran` and `getis`. */
                rates?: string;
                /** @description Metres within which two cases are near, 10 to 5000. Methods `knox` and `dbscan`. */
                distance?: number;
                /** @description Days within which two cases are soon, 0 to 90. Methods `knox` and `dbscan`. */
                days?: number;
                /** @description The fewest cases of a group, 2 to 50. Method `dbscan`. */
                least?: number;
                /** @description 99 to 9999; 999 when not given, 9999 for `moran`. Methods `scan`, `moran` and `knox`. */
                replications?: number;
                /** @description Where chance begins; 1 when not given. Methods `scan`, `moran` and `knox`. */
                seed?: number;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description `scan` (space-time permutation scan), `moran` (local Moran), `getis` (Gi*), `knox` (Knox's test) or `dbscan` (ST-DBSCAN) */
                method: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Findings"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the asker may know of */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_findings_method_csv: {
        parameters: {
            query?: {
                /** @description `id` for `;` and decimal comma, or `en` */
                lang?: string;
                /** @description Metres of the largest circle, 100 to 20000. Method `scan`. */
                radius?: number;
                /** @description Days of the longest cluster, 1 to 180. Method `scan`. */
                window?: number;
                /** @description Days up to the last that a cluster is held against, 14 to 1830; not together with `from`. Method `scan`. */
                baseline?: number;
                /** @description `square` (150 m, when not given) or `kelurahan`. Method `scan`. */
                places?: string;
                /** @description `now` (clusters that go on on the last day, when not given) or `ever`. Method `scan`. */
                when?: string;
                /** @description `kelurahan` (when not given) or `kecamatan`. Methods `moran` and `getis`. */
                areas?: string;
                /** @description `smoothed` (when not given) or `plain`. Methods `moran` and `getis`. */
                rates?: string;
                /** @description Metres within which two cases are near, 10 to 5000. Methods `knox` and `dbscan`. */
                distance?: number;
                /** @description Days within which two cases are soon, 0 to 90. Methods `knox` and `dbscan`. */
                days?: number;
                /** @description The fewest cases of a group, 2 to 50. Method `dbscan`. */
                least?: number;
                /** @description 99 to 9999; 999 when not given, 9999 for `moran`. Methods `scan`, `moran` and `knox`. */
                replications?: number;
                /** @description Where chance begins; 1 when not given. Methods `scan`, `moran` and `knox`. */
                seed?: number;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description `scan`, `moran`, `getis`, `knox` or `dbscan` */
                method: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the asker may know of */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_findings_method_geojson: {
        parameters: {
            query?: {
                /** @description Metres of the largest circle, 100 to 20000. Method `scan`. */
                radius?: number;
                /** @description Days of the longest cluster, 1 to 180. Method `scan`. */
                window?: number;
                /** @description Days up to the last that a cluster is held against, 14 to 1830; not together with `from`. Method `scan`. */
                baseline?: number;
                /** @description `square` (150 m, when not given) or `kelurahan`. Method `scan`. */
                places?: string;
                /** @description `now` (clusters that go on on the last day, when not given) or `ever`. Method `scan`. */
                when?: string;
                /** @description `kelurahan` (when not given) or `kecamatan`. Methods `moran` and `getis`. */
                areas?: string;
                /** @description `smoothed` (when not given) or `plain`. Methods `moran` and `getis`. */
                rates?: string;
                /** @description Metres within which two cases are near, 10 to 5000. Methods `knox` and `dbscan`. */
                distance?: number;
                /** @description Days within which two cases are soon, 0 to 90. Methods `knox` and `dbscan`. */
                days?: number;
                /** @description The fewest cases of a group, 2 to 50. Method `dbscan`. */
                least?: number;
                /** @description 99 to 9999; 999 when not given, 9999 for `moran`. Methods `scan`, `moran` and `knox`. */
                replications?: number;
                /** @description Where chance begins; 1 when not given. Methods `scan`, `moran` and `knox`. */
                seed?: number;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description `scan`, `moran`, `getis`, `knox` or `dbscan` */
                method: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description GeoJSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or none that the asker may know of */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_identities_csv: {
        parameters: {
            query?: {
                /** @description `id` for `;` and decimal comma, or `en` */
                lang?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_identities_search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NikQuestion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundCases"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_layers_set_geojson: {
        parameters: {
            query?: {
                /** @description west,south,east,north in degrees */
                bbox?: string;
                /** @description 1 to 10000; 1000 when not given */
                limit?: number;
                /** @description Stands in `next` of the page before */
                cursor?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
                /** @description `kabkota`, `kecamatan` or `kelurahan`; by zoom when not given. Set `districts`. */
                level?: string;
                /** @description `ir` (when not given), `cases`, `deaths` or `cfr`. Set `districts`. */
                indicator?: string;
                /** @description `jenks` (when not given), `quantile`, `equal`, `pretty`, `stddev` or `manual`. Set `districts`. */
                method?: string;
                /** @description How many classes, 3 to 7; 5 when not given. Set `districts`. */
                classes?: number;
                /** @description The inner edges of `method=manual`, separated by commas. Set `districts`. */
                breaks?: string;
                /** @description `0` for outlines and names without any count: the same for everyone. Set `districts`. */
                counts?: string;
                /** @description Facility types, separated by commas. Sets `facilities` and `coverage`. */
                type?: string;
                /** @description Catchments of this source, `official` or `nearest`, and without `radius` no reach areas. Set `coverage`. */
                source?: string;
                /** @description Reach areas of this radius in metres, and without `source` no catchments. Set `coverage`. */
                radius?: number;
                /** @description How far the hill of a case reaches in metres, 250 to 20000; 1000 when not given. Set `heat`. */
                bandwidth?: number;
            };
            header?: never;
            path: {
                /** @description `cases`, `facilities`, `districts` or `coverage` */
                set: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description GeoJSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_legend: {
        parameters: {
            query: {
                /** @description `kabkota`, `kecamatan` or `kelurahan` */
                by: string;
                /** @description `ir` (when not given), `cases`, `deaths` or `cfr` */
                indicator?: string;
                /** @description `jenks` (when not given), `quantile`, `equal`, `pretty`, `stddev` or `manual` */
                method?: string;
                /** @description How many classes, 3 to 7; 5 when not given */
                classes?: number;
                /** @description The inner edges of `method=manual`, separated by commas */
                breaks?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Legend"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_legend_facilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegendFacilities"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_legend_heat: {
        parameters: {
            query?: {
                /** @description How far the hill of a case reaches in metres, 250 to 20000; 1000 when not given */
                bandwidth?: number;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegendHeat"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_openapi_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPerson"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_api_people_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The login word */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The last administrator stays */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_people_name_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The login word */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTime"];
                };
            };
            /** @description The address cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_release: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_release_csv: {
        parameters: {
            query?: {
                /** @description `id` for `;`, or `en` */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_release_table: {
        parameters: {
            query: {
                /** @description A disease code */
                disease: string;
                /** @description Kemendagri code of the kabkota */
                city: string;
                /** @description Year of onset */
                year: number;
                /** @description `kecamatan` or `kelurahan` */
                by: string;
                /** @description 1 to 4 */
                quarter?: number;
                /** @description 1 to 12 */
                month?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseTable"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing is told of that disease, city and year */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_releases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseLog"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_releases: {
        parameters: {
            query?: {
                /** @description A published year that is counted anew */
                correct?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description One is being prepared, or there is nothing to tell */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_releases_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_releases_id_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            /** @description The address cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is not prepared, or another one was opened or closed since */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_releases_id_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDetail"];
                };
            };
            /** @description The address cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is not published */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_search: {
        parameters: {
            query: {
                /** @description A name or its beginning, a code, or coordinates in decimal or in degrees LS/BT */
                q: string;
                /** @description 1 to 50; 10 when not given */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResults"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_selftest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_series: {
        parameters: {
            query: {
                /** @description `day`, `epiweek`, `month` or `year` */
                by: string;
                /** @description `kabkota`, `kecamatan`, `kelurahan`, `puskesmas`, `disease`, `sex` or `age` */
                split?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Series"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The body cannot be read; `fields` names what of it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many tries; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Logged out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_session_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The old password is wrong or the new one too weak */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many tries; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenSessions"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_sessions_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Stands in `/api/sessions` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The address cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_summary: {
        parameters: {
            query?: {
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_table: {
        parameters: {
            query: {
                /** @description `kabkota`, `kecamatan`, `kelurahan`, `puskesmas`, `disease`, `sex` or `age` */
                by: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourcedTable"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_table_csv: {
        parameters: {
            query: {
                /** @description As in `/api/table` */
                by: string;
                /** @description `id` or `en` */
                lang?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_table_xlsx: {
        parameters: {
            query: {
                /** @description As in `/api/table` */
                by: string;
                /** @description `id` or `en` */
                lang?: string;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_tokens_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Stands in `/api/tokens` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The address cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_warnings: {
        parameters: {
            query?: {
                /** @description A disease code */
                disease?: string;
                /** @description `kabkota`, `kecamatan`, `puskesmas` or `kelurahan` */
                level?: string;
                /** @description `new`, `held` or `subsided` */
                state?: string;
                /** @description As it was known on this day; now when not given */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarningList"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_warnings_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenWarnings"];
                };
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_api_warnings_id_acknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its `id`, encoded for an address */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgementForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownCard"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody does already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is longer than 16 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body does not say that it is JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_basemap_z_x_y: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Zoom, 0 to 22 */
                z: number;
                /** @description Column from the west */
                x: number;
                /** @description Row from the north */
                y: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tile */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is none */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The base map's server does not answer */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_docs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_map_png: {
        parameters: {
            query?: {
                /** @description west,south,east,north in degrees; the city when not given */
                bbox?: string;
                /** @description Pixels; 1200 when not given */
                width?: number;
                /** @description Pixels; 630 when not given */
                height?: number;
                /** @description `districts`, `heat`, `coverage`, `cases`, `facilities`, separated by commas */
                layers?: string;
                /** @description `id` (when not given) or `en` */
                lang?: string;
                /** @description `kabkota`, `kecamatan` or `kelurahan` */
                level?: string;
                /** @description `ir`, `cases`, `deaths` or `cfr` */
                indicator?: string;
                /** @description As in `/api/legend` */
                method?: string;
                /** @description 3 to 7 */
                classes?: number;
                /** @description As in `/api/legend` */
                breaks?: string;
                /** @description As in `/api/legend/heat` */
                bandwidth?: number;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description PNG */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ledger does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_release_html: {
        parameters: {
            query?: {
                /** @description `id` (when not given) or `en` */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_release_png: {
        parameters: {
            query?: {
                /** @description `id` (when not given) or `en` */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description PNG */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_styles_name_json: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `peta` or `dasar` */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description MapLibre style */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tiles_set_json: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `cases`, `facilities`, `districts`, `coverage` or `heat` */
                set: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TileJson"];
                };
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A word that is not known or cannot be read; `fields` names it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tiles_set_z_x_y_mvt: {
        parameters: {
            query?: {
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
                /** @description `kabkota`, `kecamatan` or `kelurahan`; by zoom when not given. Set `districts`. */
                level?: string;
                /** @description `ir` (when not given), `cases`, `deaths` or `cfr`. Set `districts`. */
                indicator?: string;
                /** @description `jenks` (when not given), `quantile`, `equal`, `pretty`, `stddev` or `manual`. Set `districts`. */
                method?: string;
                /** @description How many classes, 3 to 7; 5 when not given. Set `districts`. */
                classes?: number;
                /** @description The inner edges of `method=manual`, separated by commas. Set `districts`. */
                breaks?: string;
                /** @description `0` for outlines and names without any count: the same for everyone. Set `districts`. */
                counts?: string;
                /** @description Facility types, separated by commas. Sets `facilities` and `coverage`. */
                type?: string;
                /** @description Catchments of this source, `official` or `nearest`, and without `radius` no reach areas. Set `coverage`. */
                source?: string;
                /** @description Reach areas of this radius in metres, and without `source` no catchments. Set `coverage`. */
                radius?: number;
                /** @description How far the hill of a case reaches in metres, 250 to 20000; 1000 when not given. Set `heat`. */
                bandwidth?: number;
            };
            header?: never;
            path: {
                /** @description `cases`, `facilities`, `districts` or `coverage` */
                set: string;
                /** @description Zoom, 0 to 22 */
                z: number;
                /** @description Column from the west */
                x: number;
                /** @description Row from the north */
                y: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mapbox Vector Tile 2.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Empty */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tiles_set_z_x_y_png: {
        parameters: {
            query?: {
                /** @description 1, or 2 for dense screens */
                scale?: number;
                /**
                 * @description Disease codes, separated by commas; all when not given.
                 * @example dbd
                 */
                disease?: string;
                /** @description First day, ISO. */
                from?: string;
                /** @description Last day, ISO, inclusive. */
                to?: string;
                /** @description What `from` and `to` are about: `onset` (when not given) or `reported`. */
                date?: string;
                /** @description `L` or `P`. */
                sex?: string;
                /** @description Youngest age in completed years. */
                age_min?: number;
                /** @description Oldest age in completed years. */
                age_max?: number;
                /** @description `suspek`, `probabel`, `konfirmasi`, `dibatalkan`, separated by commas; all but `dibatalkan` when not given. */
                status?: string;
                /** @description `unknown`, `dirawat`, `sembuh`, `meninggal`, separated by commas. */
                outcome?: string;
                /** @description Kemendagri codes of any level, separated by commas. */
                district?: string;
                /** @description Puskesmas codes, separated by commas. */
                puskesmas?: string;
                /** @description Only what was reported by that day. */
                as_of?: string;
                /** @description `kabkota`, `kecamatan` or `kelurahan`; by zoom when not given. Set `districts`. */
                level?: string;
                /** @description `ir` (when not given), `cases`, `deaths` or `cfr`. Set `districts`. */
                indicator?: string;
                /** @description `jenks` (when not given), `quantile`, `equal`, `pretty`, `stddev` or `manual`. Set `districts`. */
                method?: string;
                /** @description How many classes, 3 to 7; 5 when not given. Set `districts`. */
                classes?: number;
                /** @description The inner edges of `method=manual`, separated by commas. Set `districts`. */
                breaks?: string;
                /** @description `0` for outlines and names without any count: the same for everyone. Set `districts`. */
                counts?: string;
                /** @description Facility types, separated by commas. Sets `facilities` and `coverage`. */
                type?: string;
                /** @description Catchments of this source, `official` or `nearest`, and without `radius` no reach areas. Set `coverage`. */
                source?: string;
                /** @description Reach areas of this radius in metres, and without `source` no catchments. Set `coverage`. */
                radius?: number;
                /** @description How far the hill of a case reaches in metres, 250 to 20000; 1000 when not given. Set `heat`. */
                bandwidth?: number;
            };
            header?: never;
            path: {
                /** @description `cases`, `facilities`, `districts`, `coverage` or `heat` */
                set: string;
                /** @description Zoom, 0 to 22 */
                z: number;
                /** @description Column from the west */
                x: number;
                /** @description Row from the north */
                y: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description PNG */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Empty */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What `If-None-Match` names is still the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What was shown is wrong or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not open to who asks, who must change their password first, or what another site sent */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The query is longer than 8 KiB */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Our fault; the log knows the cause under the request's id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much to do; see Retry-After */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer took too long */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
