//! Puskesmas with their wilayah kerja, pustu, hospitals and clinics.

use super::{
    dice::{Dice, Stream, apportion},
    growth::{KECAMATAN, KELURAHAN, Regions},
    homes::{Homes, distance},
    names::Names,
};
use crate::domain::{Catchment, District, Facility, FacilityCode, FacilityType};

const PUSKESMAS: u64 = 37;
const PUSTU: usize = 35;
const RS: usize = 26;
const KLINIK: usize = 179;
const SOURCE: &str = "Data simulasi SIGIS";

/// The facilities and who serves whom.
pub(super) struct Care {
    pub(super) facilities: Vec<Facility>,
    pub(super) catchments: Vec<Catchment>,
    /// The puskesmas of each kelurahan.
    pub(super) puskesmas: Vec<FacilityCode>,
    /// For each kelurahan the hospitals that its people go to, the likeliest first, as places in `facilities`.
    pub(super) hospitals: Vec<Vec<usize>>,
}

struct Builder<'a> {
    dice: Dice,
    names: Names,
    homes: &'a Homes,
    areas: Vec<&'a District>,
    people: Vec<f64>,
    facilities: Vec<Facility>,
}

impl Care {
    /// `people` by kelurahan, `areas` in the order of the regions.
    pub(super) fn new(
        seed: u64,
        names: Names,
        regions: &Regions,
        homes: &Homes,
        areas: Vec<&District>,
        people: Vec<f64>,
    ) -> Self {
        let dice = Dice::new(seed, Stream::Facilities);
        let mut builder = Builder { dice, names, homes, areas, people, facilities: Vec::new() };
        let puskesmas = builder.puskesmas(regions);
        builder.pustu();
        let first_hospital = builder.facilities.len();
        builder.hospitals();
        let hospitals = builder.facilities[first_hospital..].iter().enumerate();
        let hospitals: Vec<_> =
            hospitals.filter_map(|(i, f)| Some((first_hospital + i, f.position?))).collect();
        let nearest = |region: usize| {
            let mut by_distance = hospitals.clone();
            by_distance.sort_by(|a, b| {
                let label = homes.label(region);
                distance(label, a.1).total_cmp(&distance(label, b.1))
            });
            by_distance.into_iter().map(|(place, _)| place).take(4).collect()
        };
        let hospitals = (0..KELURAHAN).map(nearest).collect();
        builder.clinics();
        let row = |(region, puskesmas): (usize, &FacilityCode)| Catchment {
            kelurahan: homes.code(region),
            puskesmas: puskesmas.clone(),
            source: Some(SOURCE.into()),
        };
        let catchments = puskesmas.iter().enumerate().map(row).collect();
        Self { facilities: builder.facilities, catchments, puskesmas, hospitals }
    }
}

impl Builder<'_> {
    /// At least one puskesmas in each kecamatan, more where more people live; each kelurahan belongs to the nearest
    /// one of its kecamatan.
    fn puskesmas(&mut self, regions: &Regions) -> Vec<FacilityCode> {
        let members = |kec: usize| -> Vec<usize> {
            (0..KELURAHAN).filter(|region| usize::from(regions.parent[*region]) == kec).collect()
        };
        let people: Vec<f64> =
            (0..KECAMATAN).map(|kec| members(kec).iter().map(|region| self.people[*region]).sum()).collect();
        let mut serving = vec![FacilityCode::from(""); KELURAHAN];
        let extra = apportion(PUSKESMAS - KECAMATAN as u64, &people);
        for (kec, extra) in extra.into_iter().enumerate() {
            let members = members(kec);
            let sites = self.spread(&members, 1 + extra as usize);
            let mut built = Vec::new();
            for site in sites {
                let code = FacilityCode::from(format!("P{:02}", self.facilities.len() + 1).as_str());
                let inpatient = self.dice.chance(0.3);
                let class = if inpatient { "rawat inap" } else { "non rawat inap" };
                let name = format!("Puskesmas {}", self.areas[site].name);
                let mut facility = self.facility(code.clone(), name, FacilityType::Puskesmas, site);
                facility.class = Some(class.into());
                facility.beds = inpatient.then_some(10);
                facility.owner = Some("Pemerintah kota".into());
                facility.hours = Some(if inpatient { "24 jam" } else { "Senin–Sabtu 07.00–14.00" }.into());
                facility.services = Some("Rawat jalan, KIA, imunisasi, gizi, laboratorium sederhana".into());
                built.push((code, facility.position));
                self.facilities.push(facility);
            }
            for region in members {
                let label = self.homes.label(region);
                let away =
                    |site: &(FacilityCode, Option<_>)| site.1.map_or(f64::INFINITY, |p| distance(label, p));
                let nearest = built.iter().min_by(|a, b| away(a).total_cmp(&away(b)));
                nearest.into_iter().for_each(|(code, _)| serving[region] = code.clone());
            }
        }
        serving
    }

    fn pustu(&mut self) {
        let mut free: Vec<usize> = (0..KELURAHAN).collect();
        let home_of_puskesmas: Vec<_> = self.facilities.iter().filter_map(|f| f.declared).collect();
        free.retain(|region| !home_of_puskesmas.contains(&self.homes.code(*region)));
        // Auxiliary posts stand where the way is long: in the large kelurahan first.
        free.sort_by(|a, b| self.areas[*b].area_km2.total_cmp(&self.areas[*a].area_km2).then(a.cmp(b)));
        free.truncate(PUSTU + 25);
        self.dice.shuffle(&mut free);
        for (serial, region) in free.into_iter().take(PUSTU).enumerate() {
            let name = format!("Pustu {}", self.areas[region].name);
            let code = FacilityCode::from(format!("PT{:03}", serial + 1).as_str());
            let mut facility = self.facility(code, name, FacilityType::Pustu, region);
            facility.owner = Some("Pemerintah kota".into());
            facility.hours = Some("Senin–Jumat 08.00–12.00".into());
            self.facilities.push(facility);
        }
    }

    fn hospitals(&mut self) {
        let everywhere: Vec<usize> = (0..KELURAHAN).collect();
        for (serial, region) in self.spread(&everywhere, RS).into_iter().enumerate() {
            let place = self.names.place();
            let (kind, class, beds) = match serial {
                0 => ("RSUD", "A", (600, 900)),
                1..=3 => ("RS", "B", (220, 400)),
                _ if self.dice.chance(0.25) => ("RSIA", "C", (30, 80)),
                _ => ("RS", self.dice.pick(&["C", "C", "D"]), (60, 180)),
            };
            let code = FacilityCode::from(format!("9971{:03}", serial + 1).as_str());
            let mut facility = self.facility(code, format!("{kind} {place}"), FacilityType::Rs, region);
            facility.class = Some(class.into());
            facility.beds = Some(self.dice.whole(beds.0, beds.1) as u32);
            facility.owner = Some(if serial == 0 { "Pemerintah kota" } else { "Swasta" }.into());
            facility.hours = Some("24 jam".into());
            facility.services = Some("IGD, rawat inap, laboratorium, radiologi".into());
            self.facilities.push(facility);
        }
    }

    fn clinics(&mut self) {
        let mut sums = Vec::with_capacity(KELURAHAN);
        let mut sum = 0.0;
        for people in &self.people {
            sum += people;
            sums.push(sum);
        }
        for serial in 0..KLINIK {
            let region = self.dice.in_sums(&sums);
            let class = if self.dice.chance(0.15) { "Utama" } else { "Pratama" };
            let name = format!("Klinik {class} {}", self.names.place());
            let code = FacilityCode::from(format!("K{:03}", serial + 1).as_str());
            let mut facility = self.facility(code, name, FacilityType::Klinik, region);
            facility.class = Some(class.to_lowercase());
            facility.owner = Some("Swasta".into());
            self.facilities.push(facility);
        }
    }

    /// `count` kelurahan far from each other, those with many people first.
    fn spread(&self, among: &[usize], count: usize) -> Vec<usize> {
        let mut sites: Vec<usize> = Vec::new();
        while sites.len() < count.min(among.len()) {
            let worth = |region: usize| {
                let away = |site: &usize| distance(self.homes.label(region), self.homes.label(*site));
                let gap = sites.iter().map(away).fold(30_000.0, f64::min);
                gap * self.people[region].sqrt()
            };
            sites.extend(among.iter().copied().max_by(|a, b| worth(*a).total_cmp(&worth(*b))));
        }
        sites
    }

    fn facility(&mut self, code: FacilityCode, name: String, kind: FacilityType, region: usize) -> Facility {
        let position = self.homes.home(region, &mut self.dice);
        Facility {
            code,
            name,
            kind,
            class: None,
            address: Some(format!("Jl. Contoh No. {}", self.dice.whole(1, 250))),
            phone: None,
            hours: None,
            services: None,
            beds: None,
            owner: None,
            declared: Some(self.homes.code(region)),
            computed: Some(self.homes.code(region)),
            position: Some(position),
            precision: Some("Titik simulasi".into()),
            source: Some(SOURCE.into()),
        }
    }
}
