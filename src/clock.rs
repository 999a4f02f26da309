//! The clock: nothing else reads one, and it is compiled only where there is one.
//!
//! It is the system's with the feature `std`. `wasm32-unknown-unknown` has none, and the standard library panics there when
//! asked for the time: with the feature `wasm-bindgen` it is JavaScript's.

#[cfg(feature = "std")]
mod system_time {
    use core::time::Duration;
    use std::time::{SystemTime, UNIX_EPOCH};

    use crate::{AmzDate, sigv4::Error};

    impl TryFrom<SystemTime> for AmzDate {
        type Error = Error;

        /// Drops the fraction of a second.
        fn try_from(time: SystemTime) -> Result<Self, Error> {
            let seconds = match time.duration_since(UNIX_EPOCH) {
                Ok(after) => i64::try_from(after.as_secs()).ok(),
                Err(before) => i64::try_from(before.duration().as_secs()).ok().map(|seconds| -seconds),
            };
            seconds.ok_or(Error::DateOutOfRange).and_then(Self::from_unix_seconds)
        }
    }

    impl TryFrom<AmzDate> for SystemTime {
        type Error = Error;

        /// Fails where the system counts from a later year.
        fn try_from(date: AmzDate) -> Result<Self, Error> {
            let since_1970 = Duration::from_secs(date.unix_seconds().unsigned_abs());
            let time = if date.unix_seconds() < 0 {
                UNIX_EPOCH.checked_sub(since_1970)
            } else {
                UNIX_EPOCH.checked_add(since_1970)
            };
            time.ok_or(Error::DateOutOfRange)
        }
    }
}

#[cfg(any(
    all(feature = "std", not(all(target_arch = "wasm32", target_os = "unknown"))),
    all(feature = "wasm-bindgen", target_arch = "wasm32", target_os = "unknown"),
))]
mod now {
    use crate::{AmzDate, Error, Keys, PartNumbers, Prepared, Presigned, Request, sigv4};

    impl AmzDate {
        /// The present moment.
        ///
        /// Needs a clock: that of the system (feature `std`) or, on `wasm32-unknown-unknown`, JavaScript's (feature
        /// `wasm-bindgen`). Elsewhere it does not exist: take the time from the host and use
        /// [`from_unix_seconds`](Self::from_unix_seconds). A clock outside the years 0001 to 9999 reads as the last second of
        /// 9999.
        ///
        /// ```
        /// use presign::AmzDate;
        ///
        /// assert!(AmzDate::now() > "20250101T000000Z".parse()?);
        /// # Ok::<(), presign::Error>(())
        /// ```
        #[must_use]
        pub fn now() -> Self {
            present().unwrap_or(Self::LATEST)
        }
    }

    impl Request<'_> {
        /// Signs as of [now](AmzDate::now).
        ///
        /// Needs a clock; [`presign_at`](Self::presign_at) does not.
        ///
        /// # Errors
        ///
        /// The first mistake of the chain, or of the credentials.
        pub fn presign(self) -> Result<Presigned, Error> {
            self.presign_at(AmzDate::now())
        }
    }

    impl Request<'_, PartNumbers> {
        /// Prepares the URLs as of [now](AmzDate::now).
        ///
        /// # Errors
        ///
        /// The first mistake of the chain, or of the credentials.
        pub fn prepare(self) -> Result<Prepared<PartNumbers>, Error> {
            self.prepare_at(AmzDate::now())
        }
    }

    impl Request<'_, Keys> {
        /// Prepares the URLs as of [now](AmzDate::now).
        ///
        /// # Errors
        ///
        /// The first mistake of the chain, or of the credentials.
        pub fn prepare(self) -> Result<Prepared<Keys>, Error> {
            self.prepare_at(AmzDate::now())
        }
    }

    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn present() -> Result<AmzDate, sigv4::Error> {
        std::time::SystemTime::now().try_into()
    }

    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    fn present() -> Result<AmzDate, sigv4::Error> {
        // Milliseconds, within what a double counts exactly: the cast is exact but for the fraction.
        AmzDate::from_unix_seconds((js_sys::Date::now() / 1000.0) as i64)
    }
}
