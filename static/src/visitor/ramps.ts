// The colours of five classes, those of the server's own pictures (tiles/palettes.toml; a test compares them).
const RAMPS: Record<string, readonly string[]> = {
  merah: ['#FED3C4', '#FF9070', '#DC5A3D', '#A93222', '#6F1A15'],
  ungu: ['#E3D6FE', '#C09EFC', '#9871D5', '#6F4BA4', '#462D6B'],
  biru: ['#C6E1FE', '#76B8FB', '#448DD4', '#1F65A3', '#0D3F6B'],
  hijau: ['#B8EDC9', '#7DC697', '#4B9D6B', '#267247', '#11492A'],
  jingga: ['#FFD5B4', '#E9A062', '#C17429', '#904F04', '#5C3101'],
};

/** The ramp of a palette; where it is not one of ours, the one that the server takes then too. */
export function ramp(palette: string | undefined): readonly string[] {
  return RAMPS[palette ?? ''] ?? RAMPS.biru!;
}
