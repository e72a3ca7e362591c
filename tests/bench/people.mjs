// A line list of invented people in an invented city, always the same: the columns of the template, every row sound.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const SIDE = 12;
const CELL = 0.02;
const WEST = 110.29;
const SOUTH = -7.12;
const COLUMNS = [
  'no', 'tanggal_lapor', 'tanggal_terima', 'faskes_pelapor', 'no_rm', 'nik', 'nama', 'nama_orang_tua', 'jenis_kelamin',
  'tanggal_lahir', 'umur', 'satuan_umur', 'pekerjaan', 'alamat', 'rt', 'rw', 'kode_kelurahan', 'kelurahan', 'kecamatan',
  'puskesmas_wilayah', 'lintang', 'bujur', 'akurasi_m', 'status_alamat', 'tanggal_mulai_demam', 'tanggal_diagnosis',
  'diagnosis_awal', 'diagnosis_akhir', 'icd10', 'klasifikasi', 'perdarahan', 'uji_torniket', 'muntah', 'nyeri_ulu_hati',
  'syok', 'trombosit', 'hematokrit', 'ns1', 'igm', 'igg', 'tempat_rawat', 'tanggal_masuk', 'tanggal_keluar',
  'keadaan_akhir', 'tanggal_meninggal', 'tanggal_pe', 'kasus_lain_radius', 'suspek_radius', 'rumah_diperiksa',
  'rumah_positif_jentik', 'tindakan', 'keterangan',
];
const FIRST = ['Agus', 'Ayu', 'Bambang', 'Citra', 'Dewi', 'Eko', 'Fajar', 'Hesti', 'Joko', 'Maya', 'Rizki', 'Sari'];
const LAST = ['Contoh', 'Hidayat', 'Kusuma', 'Lestari', 'Nugroho', 'Pratama', 'Rahayu', 'Santoso', 'Wibowo'];
const WORK = ['Pelajar', 'Buruh', 'Pedagang', 'Petani', 'Ibu rumah tangga', 'Karyawan swasta'];

const two = (n) => String(n).padStart(2, '0');
const code = (cell) => `59.01.${two(Math.floor(cell / 16) + 1)}.1${String((cell % 16) + 1).padStart(3, '0')}`;
const corner = (cell) => [WEST + CELL * (cell % SIDE), SOUTH + CELL * Math.floor(cell / SIDE)];

/** Writes `regions.geojson`, `facilities.csv` and `cases-N.csv` of N rows into a folder. */
export function invent(folder, rows) {
  const cells = [...Array(SIDE * SIDE).keys()];
  const feature = (cell) => {
    const [west, south] = corner(cell);
    const [east, north] = [west + CELL, south + CELL];
    const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    const properties = { kode: code(cell), nama: `Kelurahan Uji ${cell + 1}` };
    return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
  };
  const regions = { type: 'FeatureCollection', features: cells.map(feature) };
  writeFileSync(join(folder, 'regions.geojson'), JSON.stringify(regions));
  const puskesmas = [...Array(37).keys()].map((n) => `P${two(n + 1)},Puskesmas Uji ${n + 1},puskesmas,-7,110.4`);
  writeFileSync(join(folder, 'facilities.csv'), ['kode,nama,jenis,lintang,bujur', ...puskesmas].join('\n'));
  const file = openSync(join(folder, `cases-${rows}.csv`), 'w');
  const dice = new Dice(20241231);
  writeSync(file, `${COLUMNS.join(',')}\n`);
  for (let start = 0; start < rows; start += 1000) {
    const numbers = [...Array(Math.min(1000, rows - start)).keys()].map((n) => start + n + 1);
    writeSync(file, numbers.map((n) => `${row(n, dice)}\n`).join(''));
  }
  closeSync(file);
}

/** Numbers from a seed (mulberry32). */
class Dice {
  constructor(seed) {
    this.seed = seed;
  }
  unit() {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(end) {
    return Math.floor(this.unit() * end);
  }
  of(words) {
    return words[this.below(words.length)];
  }
}

const DAY = 86_400_000;
const typed = (day) => `${two(day.getUTCDate())}-${two(day.getUTCMonth() + 1)}-${day.getUTCFullYear()}`;

function row(number, dice) {
  const onset = new Date(Date.UTC(2019, 0, 1) + dice.below(2500) * DAY);
  const later = (days) => typed(new Date(onset.getTime() + days * DAY));
  const age = dice.below(70);
  const born = new Date(onset.getTime() - Math.floor((age + 0.2 + 0.6 * dice.unit()) * 365.25) * DAY);
  const woman = dice.unit() < 0.5;
  const digits = `${two(born.getUTCDate() + (woman ? 40 : 0))}${two(born.getUTCMonth() + 1)}${two(born.getUTCFullYear() % 100)}`;
  const cell = dice.below(SIDE * SIDE);
  const nik = `5901${two(Math.floor(cell / 16) + 1)}${digits}${String(1 + (number % 9999)).padStart(4, '0')}`;
  const [west, south] = corner(cell);
  const point = [south + CELL * dice.unit(), west + CELL * dice.unit()].map((degree) => degree.toFixed(6));
  const clinic = `Puskesmas Uji ${(cell % 37) + 1}`;
  const yes = () => (dice.unit() < 0.4 ? 'ya' : 'tidak');
  const test = () => (dice.unit() < 0.6 ? 'positif' : 'negatif');
  return [
    number, later(3), later(3), clinic, 100000 + dice.below(900000), nik, `${dice.of(FIRST)} ${dice.of(LAST)}`,
    `${dice.of(FIRST)} ${dice.of(LAST)}`, woman ? 'P' : 'L', typed(born), age, 'tahun', dice.of(WORK),
    `Jl. Contoh ${1 + dice.below(300)}`, `00${1 + dice.below(9)}`, `00${1 + dice.below(9)}`, code(cell),
    `Kelurahan Uji ${cell + 1}`, '', clinic, ...point, 1 + dice.below(30), 'domisili', typed(onset), later(2), 'DD', 'DBD',
    'A91', 'konfirmasi', yes(), test(), yes(), yes(), yes(), 20000 + 1000 * dice.below(130), (35 + dice.below(20)).toFixed(1),
    test(), test(), test(), clinic, later(2), later(6), 'sembuh', '', later(5), dice.below(3), dice.below(3), 20,
    dice.below(5), 'PSN; penyuluhan', '',
  ].join(',');
}
