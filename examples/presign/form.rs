//! Signs a form for uploads by POST.

use std::error::Error;

use presign::{AmzDate, PostForm, Presigner};

use crate::{Target, print};

#[derive(clap::Args)]
pub struct Form {
    #[command(flatten)]
    pub target: Target,
    /// The maximum size of the file, in bytes or with a unit, such as 10MB, 512k or 1GiB
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max: Option<u64>,
    /// The minimum size of the file
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "0", requires = "max")]
    min: u64,
    /// The content type; if it ends in `/`, the client chooses the rest
    #[arg(long = "type", value_name = "TYPE")]
    content_type: Option<String>,
    /// Print the form as HTML instead
    #[arg(long, conflicts_with = "curl")]
    html: bool,
    /// Print a curl command that sends the form instead
    #[arg(long)]
    curl: bool,
}

impl Form {
    /// Prints the form.
    pub fn run(&self, s3: &Presigner, date: AmzDate) -> Result<(), Box<dyn Error>> {
        let form = self.sign(s3, date)?;
        if self.html {
            return print(form.to_html().trim_end());
        }
        if self.curl {
            eprintln!("the command reads the file from standard input: append `< FILE`");
            return print(form.to_curl());
        }
        print(form.url())?;
        for (name, value) in form.fields() {
            print(format_args!("{name}: {value}"))?;
        }
        eprintln!("the client must send these fields, and then the file, in a field named `file`");
        for (name, prefix) in form.open_fields() {
            eprintln!("`{name}` may be any value that starts with `{prefix}`");
        }
        Ok(())
    }

    fn sign(&self, s3: &Presigner, date: AmzDate) -> Result<PostForm, presign::Error> {
        let (bucket, key) = (&self.target.object.bucket, &self.target.object.key);
        let is_open = |text: &str| text.is_empty() || text.ends_with('/');
        let mut request = if is_open(key) { s3.post_under(bucket, key) } else { s3.post(bucket, key) };
        if let Some(max) = self.max {
            request = request.content_length(self.min..=max);
        }
        request = match &self.content_type {
            Some(start) if is_open(start) => request.content_type_starts_with(start),
            Some(content_type) => request.content_type(content_type),
            None => request,
        };
        request.expires_in(self.target.expires).presign_at(date)
    }
}

/// Reads a number of bytes, with an optional unit.
fn size(text: &str) -> Result<u64, &'static str> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = match unit.to_ascii_lowercase().trim_end_matches('b') {
        "" => 1,
        "k" => 1_000,
        "m" => 1_000_000,
        "g" => 1_000_000_000,
        "ki" => 1 << 10,
        "mi" => 1 << 20,
        "gi" => 1 << 30,
        _ => return Err(NOT_A_SIZE),
    };
    number.parse::<u64>().ok().and_then(|number| number.checked_mul(unit)).ok_or(NOT_A_SIZE)
}

const NOT_A_SIZE: &str = "not a size: write bytes, or a number with k, M, G, Ki, Mi or Gi, such as 10MB";
