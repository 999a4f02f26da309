use core::fmt;

use super::{Diagnosis, Evidence};

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            let words = finding.cause.words(finding.evidence.as_ref());
            let code = if self.code.is_empty() { "no code" } else { &self.code };
            writeln!(f, "error[{}]: {}", Visible(code), Visible(&words.title))?;
            if let Some(evidence) = &finding.evidence {
                evidence.fmt(f)?;
            }
            if let Some(message) = &self.message {
                writeln!(f, "  = server: {}", Visible(message))?;
            }
            writeln!(f, "  = cause: {}", Visible(&words.cause))?;
            writeln!(f, "  = help: {}", Visible(&words.help))?;
        }
        Ok(())
    }
}

impl Evidence {
    /// The two lines, with marks under what differs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |line: &Option<alloc::string::String>| match line {
            Some(line) => alloc::format!("{}", Visible(shown(line))),
            None => "(nothing)".into(),
        };
        let (signed, received) = (show(&self.signed), show(&self.received));
        writeln!(f, "  |\n  |   signed  {signed}\n  | received  {received}")?;
        if signed != received && self.signed.is_some() && self.received.is_some() {
            let same = |a: &mut dyn Iterator<Item = (char, char)>| a.take_while(|(a, b)| a == b).count();
            let (signed_len, received_len) = (signed.chars().count(), received.chars().count());
            let before = same(&mut signed.chars().zip(received.chars()));
            let after = same(&mut signed.chars().rev().zip(received.chars().rev()));
            let after = after.min(signed_len.min(received_len) - before);
            // Where something is left out, the place where it was.
            let marks = (received_len - before - after).max(1);
            writeln!(f, "  |           {}{}", " ".repeat(before), "^".repeat(marks))?;
        }
        Ok(())
    }
}

/// A line without the value that is a secret.
fn shown(line: &str) -> &str {
    let is_secret = |name: &str| {
        let has_token = ["X-Amz-Security-Token", "X-Amz-S3session-Token"].contains(&name);
        has_token || name.ends_with("-customer-key")
    };
    match line.find(['=', ':']) {
        Some(end) if line.get(..end).is_some_and(is_secret) => line.get(..=end).unwrap_or_default(),
        _ => line,
    }
}

/// Text of a server, which shall not steer the terminal that it is shown on.
struct Visible<'a>(&'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c.is_control() {
            true => write!(f, "{}", c.escape_default()),
            false => write!(f, "{c}"),
        })
    }
}
