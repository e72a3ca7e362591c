// The legends of the layers that are off at first: they come together with the first of them that is switched on.
export { default as cases } from './CaseLegend.svelte';
export { default as coverage } from './CoverageLegend.svelte';
export { default as facilities } from './FacilityLegend.svelte';
export { default as findings } from './FindingLegend.svelte';
export { default as heat } from './HeatLegend.svelte';
