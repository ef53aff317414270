//! Compares privacy policies clause by clause in the terminal.

fn main() {}
