// The colours of the map itself: calm, so that only data are loud.
export const SEA = '#e3eaed';
export const SHORE = '#c9d6db';
export const LAND = '#f6f4ef';
export const BORDER = '#a3a8a8';
export const BORDER_FINE = '#c3c4bf';
export const LABEL = '#3a444e';
export const LABEL_FINE = '#5d666e';
export const HALO = 'rgba(255, 255, 255, 0.9)';
export const PICK = '#10242e';
export const ACCENT = '#0b5c73';
export const FONT = ['Noto Sans Regular'];
export const FONT_BOLD = ['Noto Sans SemiBold'];
export const FINDING = '#7b1f63';
export const FINDING_LOW = '#1f5f8b';
