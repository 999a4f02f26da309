//! Writes a URL for each key of a list.

use std::{
    fs::{File, Metadata},
    io::{self, BufRead, BufReader, ErrorKind, IsTerminal, Read, Write},
    path::Path,
    str,
};

use indicatif::{ProgressBar, ProgressStyle};
use presign::{Keys, Prepared};

/// A file or standard input, with a key per line.
pub struct List {
    lines: BufReader<Box<dyn Read>>,
    name: String,
    /// The length in bytes, if known.
    len: Option<u64>,
}

impl List {
    /// Opens a file. `-` is standard input.
    pub fn open(path: &Path) -> Result<Self, String> {
        let (input, name, len): (Box<dyn Read>, _, _) = if path.as_os_str() == "-" {
            (Box::new(io::stdin()), "standard input".into(), None)
        } else {
            let name = path.display().to_string();
            let file = File::open(path).map_err(|error| format!("cannot read {name}: {error}"))?;
            // The length of a pipe or a device is meaningless.
            let len = file.metadata().ok().filter(Metadata::is_file).map(|data| data.len());
            (Box::new(file), name, len)
        };
        Ok(Self { lines: BufReader::with_capacity(CHUNK, input), name, len })
    }

    /// Writes the URLs to standard output, and an error for each key that cannot be signed to standard error.
    ///
    /// A reader that closes the output early, such as `head`, is not an error.
    pub fn sign(mut self, prepared: &Prepared<Keys>) -> Result<(), String> {
        let progress = progress(self.len);
        let mut output = io::stdout().lock();
        let mut line = Vec::new();
        let mut urls = String::with_capacity(2 * CHUNK);
        let (mut number, mut keys, mut refused) = (0_u64, 0_u64, 0_u64);

        loop {
            // Writes the URLs so far before it waits for more keys from a terminal or a pipe.
            if self.lines.buffer().is_empty() || urls.len() >= CHUNK {
                let written = output.write_all(urls.as_bytes()).and_then(|()| output.flush());
                if let Err(error) = written {
                    if error.kind() == ErrorKind::BrokenPipe {
                        break;
                    }
                    return Err(format!("cannot write to standard output: {error}"));
                }
                urls.clear();
                progress.set_message(format!("{} URLs", keys - refused));
            }
            line.clear();
            let read = self.lines.read_until(b'\n', &mut line);
            let read = read.map_err(|error| format!("cannot read {}: {error}", self.name))?;
            if read == 0 {
                break;
            }
            progress.inc(read as u64);
            number += 1;
            let key = key(&line, number);
            if key.is_empty() {
                continue;
            }
            keys += 1;
            let signed = match str::from_utf8(key) {
                Ok(key) => prepared.write_url(key, &mut urls).map_err(|error| error.to_string()),
                Err(_) => Err("key is not UTF-8: save the list as UTF-8".into()),
            };
            match signed {
                Ok(()) => urls.push('\n'),
                Err(error) => {
                    refused += 1;
                    report(&progress, number, &error);
                }
            }
        }
        progress.finish_and_clear();
        match refused {
            0 => Ok(()),
            _ => Err(format!("{refused} of {keys} keys were not signed: correct the lines above")),
        }
    }
}

/// Removes the line break, and the byte order mark that some editors put at the start of a file.
fn key(line: &[u8], number: u64) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if number == 1 { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) } else { line }
}

fn report(progress: &ProgressBar, number: u64, error: &str) {
    // `eprintln!` would panic if `2>&1 | head` has closed the pipe.
    progress.suspend(|| _ = writeln!(io::stderr(), "line {number}: {error}"));
}

/// Returns a progress bar if there is a terminal that the URLs do not go to.
fn progress(len: Option<u64>) -> ProgressBar {
    let style = match len {
        _ if !io::stderr().is_terminal() || io::stdout().is_terminal() => return ProgressBar::hidden(),
        Some(_) => "{bar:40} {percent:>3} %, {msg}, {eta} left",
        None => "{spinner} {msg}, {elapsed}",
    };
    let bar = len.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    bar.with_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The number of bytes to read and write at a time.
const CHUNK: usize = 64 * 1024;
