use core::fmt;

use super::{Diagnosis, Evidence, form};
use crate::{
    invisible::{is_invisible, is_variation_selector},
    sigv4::names::SIGV4A_ALGORITHM,
};

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings.shown {
            let words = match self.is_form {
                true => form::words(&finding.cause, finding.evidence.as_ref()),
                false => finding.cause.words(finding.evidence.as_ref()),
            };
            match (&*self.code, self.status) {
                ("", Some(status)) => write!(f, "error[{status}]: ")?,
                ("", None) => f.write_str("error[no code]: ")?,
                (code, _) => write!(f, "error[{}]: ", Visible(code))?,
            }
            writeln!(f, "{}", Visible(&words.title))?;
            if let Some(evidence) = &finding.evidence {
                evidence.fmt(f)?;
            }
            if let Some(message) = &self.message {
                writeln!(f, "  = server: {}", Visible(message))?;
            }
            writeln!(f, "  = cause: {}", Visible(&words.cause))?;
            writeln!(f, "  = help: {}", Visible(&words.help))?;
        }
        match self.findings.left_out {
            0 => {}
            1 => writeln!(f, "note: one more difference is left out")?,
            count => writeln!(f, "note: {count} more differences are left out")?,
        }
        match self.is_sigv4a {
            true => writeln!(
                f,
                "note: the URL is signed with SigV4A ({SIGV4A_ALGORITHM}), which multi-Region access points need"
            ),
            false => Ok(()),
        }
    }
}

impl Evidence {
    /// Writes the two lines, and marks what differs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |line: &Option<alloc::string::String>| match line {
            Some(line) => alloc::format!("{}", Visible(line)),
            None => "(nothing)".into(),
        };
        let (signed, received) = (show(&self.signed), show(&self.received));
        let label = if self.is_sent { "    sent" } else { "received" };
        writeln!(f, "  |\n  |   signed  {signed}\n  | {label}  {received}")?;
        if signed != received && self.signed.is_some() && self.received.is_some() {
            let same = |a: &mut dyn Iterator<Item = (char, char)>| a.take_while(|(a, b)| a == b).count();
            let (signed_len, received_len) = (signed.chars().count(), received.chars().count());
            let before = same(&mut signed.chars().zip(received.chars()));
            let after = same(&mut signed.chars().rev().zip(received.chars().rev()));
            let after = after.min(signed_len.min(received_len) - before);
            // If something was removed, mark the place where it was.
            let marks = (received_len - before - after).max(1);
            writeln!(f, "  |           {}{}", " ".repeat(before), "^".repeat(marks))?;
        }
        Ok(())
    }
}

/// Shows text of a server so that it cannot control the terminal or look like other text.
struct Visible<'a>(&'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c.is_control() || is_invisible(c) || is_variation_selector(c) {
            true => write!(f, "{}", c.escape_default()),
            false => write!(f, "{c}"),
        })
    }
}
