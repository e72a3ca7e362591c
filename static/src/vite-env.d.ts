/// <reference types="vite/client" />
/// <reference types="svelte" />
/** True in the production build with the vendored MapLibre, which finds its worker itself. */
declare const __VENDORED_MAPLIBRE__: boolean;
