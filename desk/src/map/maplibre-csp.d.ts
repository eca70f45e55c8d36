/** MapLibre's build for a strict content security policy: its worker is a file of its own. */
declare module 'maplibre-gl/dist/maplibre-gl-csp.js' {
  import * as maplibre from 'maplibre-gl';
  export default maplibre;
}
