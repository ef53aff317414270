//! Makes the two tables of words that aligning carries along, from a folder of privacy policies in Markdown.
//!
//!     cargo run --release --example word_tables -- CORPUS src/align
//!
//! `telling.bin` holds how rare each stem is among the paragraphs. `vectors.bin` holds a vector for each
//! frequent word: positive pointwise mutual information of words five or fewer apart, brought down to
//! [`DIMENSIONS`] by a truncated singular value decomposition. Nothing is random: the same folder gives the
//! same tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use clausewise::align::background::{DIMENSIONS, TELLING_SCALE};
use clausewise::align::stem::stem;
use clausewise::align::words::words;
use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// A word needs to stand in so many policies to get a vector.
const POLICIES_FOR_A_VECTOR: usize = 5;
/// A stem needs to stand in so many paragraphs to be listed.
const PARAGRAPHS_FOR_A_STEM: u32 = 3;
/// Words so far apart are neighbours.
const WINDOW: usize = 5;
/// Frequent neighbours count for less: their count is raised to this power.
const SMOOTHING: f64 = 0.75;
/// More columns than are kept make the kept ones exact.
const SPARE: usize = 32;
const ITERATIONS: usize = 8;
/// Vectors of frequent words are shortened: times a / (a + frequency).
const COMMON: f64 = 1e-3;

type Paragraphs = Vec<Vec<String>>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args_os().skip(1).map(PathBuf::from);
    let (Some(corpus), Some(target)) = (args.next(), args.next()) else {
        return Err("usage: word_tables CORPUS TARGET".into());
    };
    let policies = read_corpus(&corpus)?;
    fs::write(target.join("telling.bin"), telling(&policies))?;
    fs::write(target.join("vectors.bin"), vectors(&policies))?;
    Ok(())
}

/// The policies in English, each as the words of its paragraphs.
fn read_corpus(corpus: &Path) -> Result<Vec<Paragraphs>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir(corpus)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let mut policies = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"))
    {
        let paragraphs = paragraphs(&String::from_utf8_lossy(&fs::read(file)?));
        if is_english(&paragraphs) {
            policies.push(paragraphs);
        }
    }
    Ok(policies)
}

fn paragraphs(markdown: &str) -> Paragraphs {
    let mut paragraphs = Vec::new();
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::Start(_) | Event::End(TagEnd::Link | TagEnd::Strong | TagEnd::Emphasis) => {}
            Event::End(_) => {
                let found = words(&text);
                if found.len() > 1 {
                    paragraphs.push(found);
                }
                text.clear();
            }
            _ => {}
        }
    }
    paragraphs
}

fn is_english(paragraphs: &Paragraphs) -> bool {
    let all: Vec<&String> = paragraphs.iter().flatten().collect();
    let small = all
        .iter()
        .filter(|word| ["the", "and", "of", "to", "you", "or"].contains(&word.as_str()))
        .count();
    all.len() > 200 && small * 8 > all.len()
}

fn telling(policies: &[Paragraphs]) -> Vec<u8> {
    let mut found_in: BTreeMap<String, u32> = BTreeMap::new();
    for paragraph in policies.iter().flatten() {
        let stems: BTreeSet<String> = paragraph
            .iter()
            .map(|word| stem(word).into_owned())
            .collect();
        for stem in stems {
            *found_in.entry(stem).or_default() += 1;
        }
    }
    let paragraphs = float(policies.iter().map(Vec::len).sum());
    let rows = found_in
        .into_iter()
        .filter(|(_, count)| *count >= PARAGRAPHS_FOR_A_STEM)
        .map(|(stem, count)| {
            let bits = (paragraphs / f64::from(count)).log2() * f64::from(TELLING_SCALE);
            (
                stem,
                u16::try_from(whole(bits))
                    .unwrap_or(u16::MAX)
                    .to_le_bytes()
                    .to_vec(),
            )
        });
    table(&rows.collect())
}

fn vectors(policies: &[Paragraphs]) -> Vec<u8> {
    let names = frequent_words(policies);
    let ids: HashMap<&str, usize> = names
        .iter()
        .enumerate()
        .map(|(id, name)| (name.as_str(), id))
        .collect();
    let texts: Vec<Vec<usize>> = policies
        .iter()
        .flatten()
        .map(|paragraph| {
            paragraph
                .iter()
                .filter_map(|word| ids.get(word.as_str()).copied())
                .collect()
        })
        .collect();
    let matrix = mutual_information(&texts, names.len());
    let mut vectors = left_singular_vectors(&matrix);
    finish(&mut vectors, &texts);
    let rows = names.into_iter().zip(vectors.rows().map(eight_bits));
    table(&rows.collect())
}

fn frequent_words(policies: &[Paragraphs]) -> Vec<String> {
    let mut found_in: BTreeMap<&str, usize> = BTreeMap::new();
    for policy in policies {
        for word in policy
            .iter()
            .flatten()
            .map(String::as_str)
            .collect::<BTreeSet<_>>()
        {
            *found_in.entry(word).or_default() += 1;
        }
    }
    let frequent = found_in
        .into_iter()
        .filter(|(_, count)| *count >= POLICIES_FOR_A_VECTOR);
    frequent.map(|(word, _)| word.to_owned()).collect()
}

/// Rows of (column, value).
type Sparse = Vec<Vec<(usize, f64)>>;

fn mutual_information(texts: &[Vec<usize>], size: usize) -> Sparse {
    let mut together: Vec<BTreeMap<usize, u32>> = vec![BTreeMap::new(); size];
    for text in texts {
        for (place, &word) in text.iter().enumerate() {
            for &neighbour in text.iter().skip(place + 1).take(WINDOW) {
                *together[word].entry(neighbour).or_default() += 1;
                *together[neighbour].entry(word).or_default() += 1;
            }
        }
    }
    let counts: Vec<f64> = together
        .iter()
        .map(|row| row.values().copied().map(f64::from).sum())
        .collect();
    let smoothed: f64 = counts.iter().map(|count| count.powf(SMOOTHING)).sum();
    together
        .iter()
        .zip(&counts)
        .map(|(row, count)| {
            row.iter()
                .map(|(&other, &both)| {
                    let expected = count * counts[other].powf(SMOOTHING) / smoothed;
                    (other, (f64::from(both) / expected).ln())
                })
                .filter(|(_, information)| *information > 0.0)
                .collect()
        })
        .collect()
}

/// Numbers in rows.
struct Dense {
    columns: usize,
    numbers: Vec<f64>,
}

impl Dense {
    fn zero(rows: usize, columns: usize) -> Self {
        Self {
            columns,
            numbers: vec![0.0; rows * columns],
        }
    }

    fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.numbers.chunks_exact(self.columns)
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f64]> {
        self.numbers.chunks_exact_mut(self.columns)
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.numbers[row * self.columns..][..self.columns]
    }
}

/// The first left singular vectors, each times the root of its singular value: block power iteration, then
/// a small problem of eigenvalues.
fn left_singular_vectors(matrix: &Sparse) -> Dense {
    let turned = transposed(matrix);
    let columns = DIMENSIONS + SPARE;
    let mut basis = Dense::zero(matrix.len(), columns);
    let mut state = 1_u32;
    for number in &mut basis.numbers {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *number = f64::from(state) / f64::from(u32::MAX) - 0.5;
    }
    for _ in 0..ITERATIONS {
        orthonormalize(&mut basis);
        basis = product(matrix, &product(&turned, &basis));
    }
    orthonormalize(&mut basis);
    let small = product(&turned, &basis);
    let (values, rotation) = eigen(gram(&small));
    let mut order: Vec<usize> = (0..columns).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    let mut vectors = Dense::zero(matrix.len(), DIMENSIONS);
    for (vector, row) in vectors.rows_mut().zip(basis.rows()) {
        for (number, &column) in vector.iter_mut().zip(&order) {
            let turned: f64 = row
                .iter()
                .enumerate()
                .map(|(k, x)| x * rotation[k][column])
                .sum();
            *number = turned * values[column].max(0.0).sqrt().sqrt();
        }
    }
    vectors
}

fn transposed(matrix: &Sparse) -> Sparse {
    let mut turned: Sparse = vec![Vec::new(); matrix.len()];
    for (row, entries) in matrix.iter().enumerate() {
        for &(column, value) in entries {
            turned[column].push((row, value));
        }
    }
    turned
}

fn product(matrix: &Sparse, dense: &Dense) -> Dense {
    let mut result = Dense::zero(matrix.len(), dense.columns);
    for (entries, sum) in matrix.iter().zip(result.rows_mut()) {
        for &(column, value) in entries {
            for (total, number) in sum.iter_mut().zip(dense.row(column)) {
                *total += value * number;
            }
        }
    }
    result
}

/// Columns made orthogonal, each of length 1 (Gram and Schmidt, twice for exactness).
fn orthonormalize(dense: &mut Dense) {
    let mut columns: Vec<Vec<f64>> = (0..dense.columns)
        .map(|k| dense.rows().map(|row| row[k]).collect())
        .collect();
    for k in 0..columns.len() {
        let (done, rest) = columns.split_at_mut(k);
        let column = &mut rest[0];
        for earlier in done.iter().chain(done.iter()) {
            let shared = dot(column, earlier);
            for (number, other) in column.iter_mut().zip(earlier) {
                *number -= shared * other;
            }
        }
        let length = dot(column, column).sqrt();
        column.iter_mut().for_each(|number| *number /= length);
    }
    for (place, row) in dense.rows_mut().enumerate() {
        for (number, column) in row.iter_mut().zip(&columns) {
            *number = column[place];
        }
    }
}

fn gram(dense: &Dense) -> Vec<Vec<f64>> {
    let mut gram = vec![vec![0.0; dense.columns]; dense.columns];
    for row in dense.rows() {
        for (sums, x) in gram.iter_mut().zip(row) {
            for (sum, y) in sums.iter_mut().zip(row) {
                *sum += x * y;
            }
        }
    }
    gram
}

/// Eigenvalues and eigenvectors (in columns) of a symmetric matrix, by Jacobi's rotations.
fn eigen(mut matrix: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = matrix.len();
    let mut vectors = vec![vec![0.0; size]; size];
    for (k, row) in vectors.iter_mut().enumerate() {
        row[k] = 1.0;
    }
    for _ in 0..20 {
        for p in 0..size {
            for q in p + 1..size {
                rotate(&mut matrix, &mut vectors, p, q);
            }
        }
    }
    ((0..size).map(|k| matrix[k][k]).collect(), vectors)
}

/// Turns the plane of `p` and `q` so that they no longer mix.
fn rotate(matrix: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    if matrix[p][q].abs() < 1e-12 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
    let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    for row in matrix.iter_mut().chain(vectors.iter_mut()) {
        (row[p], row[q]) = (
            cosine * row[p] - sine * row[q],
            sine * row[p] + cosine * row[q],
        );
    }
    let (above, below) = matrix.split_at_mut(q);
    for (x, y) in above[p].iter_mut().zip(&mut below[0]) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(x, y)| x * y).sum()
}

/// Centred by how often each word stands in the texts, then all of one length but for the common ones.
fn finish(vectors: &mut Dense, texts: &[Vec<usize>]) {
    let mut counts = vec![0_u32; vectors.rows().count()];
    texts.iter().flatten().for_each(|&word| counts[word] += 1);
    let total: f64 = counts.iter().copied().map(f64::from).sum();
    let mut mean = vec![0.0; DIMENSIONS];
    for (row, &count) in vectors.rows().zip(&counts) {
        mean.iter_mut()
            .zip(row)
            .for_each(|(sum, x)| *sum += x * f64::from(count) / total);
    }
    for (row, &count) in vectors.rows_mut().zip(&counts) {
        row.iter_mut().zip(&mean).for_each(|(x, mean)| *x -= mean);
        let wanted = COMMON / (COMMON + f64::from(count) / total);
        let length = dot(row, row).sqrt().max(1e-9);
        row.iter_mut().for_each(|x| *x *= wanted / length);
    }
}

/// A scale, then a byte for each number.
fn eight_bits(vector: &[f64]) -> Vec<u8> {
    let largest = vector
        .iter()
        .fold(0.0, |largest: f64, x| largest.max(x.abs()))
        .max(1e-9);
    let mut bytes = short(largest / 127.0).to_le_bytes().to_vec();
    bytes.extend(vector.iter().flat_map(|x| {
        i8::try_from(whole(x / largest * 127.0))
            .unwrap_or(0)
            .to_le_bytes()
    }));
    bytes
}

/// The number of words, where the name of each ends, a record for each, the names; in order of the names.
fn table(rows: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut bytes = number(rows.len()).to_vec();
    let mut end = 0;
    for name in rows.keys() {
        end += name.len();
        bytes.extend(number(end));
    }
    rows.values().for_each(|record| bytes.extend(record));
    rows.keys().for_each(|name| bytes.extend(name.as_bytes()));
    bytes
}

fn number(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[expect(
    clippy::as_conversions,
    reason = "the only way from a float to a whole number; it saturates"
)]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

#[expect(
    clippy::as_conversions,
    reason = "the only way to a shorter float; it rounds"
)]
fn short(number: f64) -> f32 {
    number as f32
}
