//! Prints a table and draws a chart of the results of `cargo bench`:
//! `cargo run --manifest-path benches/peers/Cargo.toml -- [criterion's directory] [chart.svg]`.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use serde_json::Value;
use std::{collections::BTreeMap, env, error::Error, fs, path::Path};

const FLOOR: &str = "hashing floor";
const COLOURS: [RGBColor; 7] = [
    RGBColor(0x14, 0x8f, 0x77),
    RGBColor(0x0b, 0x5f, 0xa5),
    RGBColor(0xc9, 0x76, 0x10),
    RGBColor(0xb0, 0x3a, 0x2e),
    RGBColor(0x7d, 0x5b, 0xa6),
    RGBColor(0x5f, 0x6b, 0x75),
    RGBColor(0xa6, 0x51, 0x7a),
];

/// The median time of each function of each group, in nanoseconds.
type Medians = BTreeMap<String, BTreeMap<String, f64>>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let directory = arguments.next().unwrap_or_else(|| {
        let target = env::var("CARGO_TARGET_DIR");
        format!("{}/criterion", target.as_deref().unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/target")))
    });
    let mut groups = Medians::new();
    read(Path::new(&directory), &mut groups).map_err(|error| format!("{directory}: {error}"))?;
    groups.retain(|_, functions| functions.contains_key(FLOOR));
    if groups.is_empty() {
        return Err(format!("{directory} has no results: run `cargo bench` first").into());
    }
    let functions = by_slowest_ratio(&groups);
    print!("{}", table(&groups, &functions));
    if let Some(file) = arguments.next() {
        chart(&file, &groups, &functions[1..])?;
    }
    Ok(())
}

/// Reads all results below a directory. The names are in the files, since directories have altered names.
fn read(directory: &Path, groups: &mut Medians) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.ends_with("new") {
            let json = |file| -> Result<Value, Box<dyn Error>> {
                Ok(serde_json::from_slice(&fs::read(path.join(file))?)?)
            };
            let (id, estimates) = (json("benchmark.json")?, json("estimates.json")?);
            if let (Some(group), Some(function), Some(median)) = (
                id["group_id"].as_str(),
                id["function_id"].as_str(),
                estimates["median"]["point_estimate"].as_f64(),
            ) {
                groups.entry(group.to_owned()).or_default().insert(function.to_owned(), median);
            }
        } else if path.is_dir() {
            read(&path, groups)?;
        }
    }
    Ok(())
}

fn ratio(functions: &BTreeMap<String, f64>, function: &str) -> Option<f64> {
    Some(functions.get(function)? / functions.get(FLOOR)?)
}

/// Returns the functions by their slowest ratio, the floor first.
fn by_slowest_ratio(groups: &Medians) -> Vec<&str> {
    let slowest = |function| groups.values().filter_map(|of| ratio(of, function)).fold(0.0, f64::max);
    let mut functions: Vec<&str> = groups.values().flat_map(BTreeMap::keys).map(String::as_str).collect();
    functions.sort_unstable();
    functions.dedup();
    functions.sort_by(|a, b| (*a != FLOOR, slowest(a)).partial_cmp(&(*b != FLOOR, slowest(b))).unwrap());
    functions
}

fn table(groups: &Medians, functions: &[&str]) -> String {
    let mut table = String::from("| median, times the floor |");
    for group in groups.keys() {
        table += &format!(" {group} |");
    }
    table += &format!("\n|---|{}\n", "--:|".repeat(groups.len()));
    for function in functions {
        table += &format!("| {function} |");
        for of in groups.values() {
            match (of.get(*function), ratio(of, function)) {
                (Some(median), Some(ratio)) => table += &format!(" {median:.0} ns, {ratio:.2} |"),
                _ => table += " |",
            }
        }
        table += "\n";
    }
    table
}

/// Draws the chart. Each bar starts at the floor.
fn chart(file: &str, groups: &Medians, functions: &[&str]) -> Result<(), Box<dyn Error>> {
    let root = SVGBackend::new(file, (1000, 440)).into_drawing_area();
    root.fill(&WHITE)?;
    let ratios = || groups.values().flat_map(|of| functions.iter().filter_map(|f| ratio(of, f)));
    let (low, high) = (ratios().fold(1.0, f64::min) * 0.75, ratios().fold(1.0, f64::max) * 2.2);
    let mut chart = ChartBuilder::on(&root)
        .caption("Time for one URL, as a multiple of its hashing floor (logarithmic)", ("sans-serif", 20))
        .margin(12)
        .margin_bottom(40)
        .y_label_area_size(58)
        .build_cartesian_2d(0.0..groups.len() as f64, (low..high).log_scale())?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .disable_x_axis()
        .light_line_style(TRANSPARENT)
        .bold_line_style(BLACK.mix(0.12))
        .axis_style(BLACK.mix(0.5))
        .label_style(("sans-serif", 14))
        .y_label_formatter(&|ratio| format!("{ratio}×"))
        .draw()?;

    let mut legend = 90;
    for (function, colour) in functions.iter().zip(COLOURS.iter().cycle()) {
        root.draw(&Rectangle::new([(legend, 52), (legend + 12, 64)], colour.filled()))?;
        root.draw(&Text::new(*function, (legend + 18, 51), ("sans-serif", 14)))?;
        legend += 60 + 7 * i32::try_from(function.len())?;

        let style =
            TextStyle::from(("sans-serif", 12)).color(colour).pos(Pos::new(HPos::Center, VPos::Bottom));
        for (column, of) in groups.values().enumerate() {
            let present: Vec<_> = functions.iter().filter(|f| of.contains_key(**f)).collect();
            let (Some(place), Some(ratio)) =
                (present.iter().position(|f| *f == function), ratio(of, function))
            else {
                continue;
            };
            let width = 0.8 / present.len() as f64;
            let left = column as f64 + 0.1 + width * place as f64;
            let right = left + width * 0.92;
            let text = if ratio < 9.95 { format!("{ratio:.1}") } else { format!("{ratio:.0}") };
            let top = (f64::midpoint(left, right), ratio.max(1.0) * 1.04);
            chart.draw_series([Rectangle::new([(left, 1.0), (right, ratio)], colour.filled())])?;
            chart.draw_series([Text::new(text, top, style.clone())])?;
        }
    }
    chart.draw_series([PathElement::new([(0.0, 1.0), (groups.len() as f64, 1.0)], BLACK)])?;

    let style = TextStyle::from(("sans-serif", 14)).pos(Pos::new(HPos::Center, VPos::Top));
    for (column, group) in groups.keys().enumerate() {
        let (x, y) = chart.backend_coord(&(column as f64 + 0.5, low));
        root.draw(&Text::new(group.as_str(), (x, y + 10), style.clone()))?;
    }
    root.present()?;
    Ok(())
}
