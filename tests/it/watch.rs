//! The night watch: the numbers of Kota Semarang, clusters through scripted histories, silence, and what was known as of a day.

mod city;
mod fatality;
mod life;
mod nights;
mod numbers;
mod staff;
