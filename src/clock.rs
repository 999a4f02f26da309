//! The clock. No other file reads the time.
//!
//! With the feature `std`, this is the system clock. `wasm32-unknown-unknown` has no system clock, and the standard
//! library panics there when asked for the time. There, the feature `wasm-bindgen` uses JavaScript's clock.

// Names the features alone on docs.rs, without the platforms.
#![cfg_attr(docsrs, doc(auto_cfg = false))]

#[cfg(feature = "std")]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
mod system_time {
    use core::time::Duration;
    use std::time::{SystemTime, UNIX_EPOCH};

    use crate::{AmzDate, sigv4::Error};

    impl TryFrom<SystemTime> for AmzDate {
        type Error = Error;

        /// Converts a system time and drops the fraction of a second.
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

        /// Converts to a system time. Fails if the system cannot represent a date this early or late.
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
    use crate::{
        AmzDate, Error, Keys, PartNumbers, PostForm, PostRequest, Prepared, Presigned, Request,
        services::{ServiceRequest, Token, TokenRequest},
        sigv4,
    };

    impl AmzDate {
        /// Returns the current time.
        ///
        /// Requires the feature `std` or, on `wasm32-unknown-unknown`, `wasm-bindgen`. Without a clock, get the time
        /// from the host and pass it to [`from_unix_seconds`](Self::from_unix_seconds). If the clock is outside the
        /// years 0001 to 9999, this returns the last second of 9999.
        ///
        /// ```
        /// use presign::AmzDate;
        ///
        /// assert!(AmzDate::now() > "20250101T000000Z".parse()?);
        /// # Ok::<(), presign::Error>(())
        /// ```
        #[must_use]
        #[cfg_attr(docsrs, doc(cfg(any(feature = "std", feature = "wasm-bindgen"))))]
        pub fn now() -> Self {
            present().unwrap_or(Self::LATEST)
        }
    }

    impl Request<'_> {
        /// Signs the request as of [now](AmzDate::now), corrected by the presigner's
        /// [offset](crate::Presigner::with_clock_offset).
        ///
        /// Requires the feature `std` or, on `wasm32-unknown-unknown`, `wasm-bindgen`;
        /// [`presign_at`](Self::presign_at) requires neither.
        ///
        /// # Errors
        ///
        /// Returns the first mistake in the chain or in the credentials.
        ///
        /// ```
        /// use presign::{Credentials, Endpoint, Presigner};
        ///
        /// let s3 = Presigner::new(
        ///     Credentials::new("AKIDEXAMPLE", "secret"),
        ///     Endpoint::aws("us-east-1")?,
        /// );
        /// let get = s3.get("examplebucket", "duck.jpg").presign()?;
        /// println!("{} {}", get.method(), get.url());
        /// # Ok::<(), presign::Error>(())
        /// ```
        #[doc(alias = "generate_presigned_url")]
        #[doc(alias = "get_signed_url")]
        #[doc(alias = "getSignedUrl")]
        #[doc(alias = "presigned")]
        #[cfg_attr(docsrs, doc(cfg(any(feature = "std", feature = "wasm-bindgen"))))]
        pub fn presign(self) -> Result<Presigned, Error> {
            let now = self.now();
            self.presign_at(now)
        }
    }

    impl PostRequest<'_> {
        /// Signs the form as of [now](AmzDate::now), corrected by the presigner's
        /// [offset](crate::Presigner::with_clock_offset).
        ///
        /// Needs a clock; [`presign_at`](Self::presign_at) does not.
        ///
        /// # Errors
        ///
        /// Returns the first mistake in the chain or in the credentials.
        ///
        /// ```
        /// use presign::{Credentials, Endpoint, Presigner};
        ///
        /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
        /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
        /// let form = s3
        ///     .post_under("examplebucket", "uploads/")
        ///     .content_length(1..=10_000_000)
        ///     .presign()?;
        /// for (name, value) in form.fields() {
        ///     println!("{name}: {value}");
        /// }
        /// # Ok::<(), presign::Error>(())
        /// ```
        pub fn presign(self) -> Result<PostForm, Error> {
            let now = self.presigner.clock_offset().apply(AmzDate::now());
            self.presign_at(now)
        }
    }

    impl ServiceRequest<'_> {
        /// Signs the request as of [now](AmzDate::now), corrected by the presigner's
        /// [offset](crate::services::ServicePresigner::with_clock_offset).
        ///
        /// Needs a clock; [`presign_at`](Self::presign_at) does not.
        ///
        /// # Errors
        ///
        /// Returns the first mistake in the chain, in the region or in the credentials.
        ///
        /// ```
        /// use presign::Credentials;
        /// use presign::services::ServicePresigner;
        ///
        /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
        /// let aws = ServicePresigner::new(credentials, "us-east-1");
        /// let identity = aws.caller_identity().presign()?;
        /// println!("{}", identity.url());
        /// # Ok::<(), presign::Error>(())
        /// ```
        #[cfg_attr(docsrs, doc(cfg(any(feature = "std", feature = "wasm-bindgen"))))]
        pub fn presign(self) -> Result<Presigned, Error> {
            let now = self.presigner.clock_offset().apply(AmzDate::now());
            self.presign_at(now)
        }
    }

    impl TokenRequest<'_> {
        /// Signs the token as of [now](AmzDate::now), corrected by the presigner's
        /// [offset](crate::services::ServicePresigner::with_clock_offset).
        ///
        /// Needs a clock; [`presign_at`](Self::presign_at) does not.
        ///
        /// # Errors
        ///
        /// Returns the first mistake in the chain, in the region or in the credentials.
        ///
        /// ```
        /// use presign::Credentials;
        /// use presign::services::ServicePresigner;
        ///
        /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
        /// let aws = ServicePresigner::new(credentials, "us-east-1");
        /// let token = aws.eks_token("production").presign()?;
        /// assert!(token.as_str().starts_with("k8s-aws-v1."));
        /// # Ok::<(), presign::Error>(())
        /// ```
        #[cfg_attr(docsrs, doc(cfg(any(feature = "std", feature = "wasm-bindgen"))))]
        pub fn presign(self) -> Result<Token, Error> {
            let now = self.request.presigner.clock_offset().apply(AmzDate::now());
            self.presign_at(now)
        }
    }

    impl Request<'_, PartNumbers> {
        /// Prepares the URLs of many parts as of [now](AmzDate::now), corrected by the presigner's
        /// [offset](crate::Presigner::with_clock_offset).
        ///
        /// Requires the feature `std` or, on `wasm32-unknown-unknown`, `wasm-bindgen`;
        /// [`prepare_at`](Self::prepare_at) requires neither.
        ///
        /// # Errors
        ///
        /// Returns the first mistake in the chain or in the credentials.
        ///
        /// ```
        /// use presign::{Credentials, Endpoint, Presigner};
        ///
        /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
        /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
        /// let parts =
        ///     s3.upload_parts("examplebucket", "big.iso", "VXBsb2FkSWQ").prepare()?;
        /// let urls: Vec<_> =
        ///     (1..=3).map(|number| parts.presign(number)).collect::<Result<_, _>>()?;
        /// # assert_eq!(urls.len(), 3);
        /// # Ok::<(), presign::Error>(())
        /// ```
        #[cfg_attr(docsrs, doc(cfg(any(feature = "std", feature = "wasm-bindgen"))))]
        pub fn prepare(self) -> Result<Prepared<PartNumbers>, Error> {
            let now = self.now();
            self.prepare_at(now)
        }
    }

    impl Request<'_, Keys> {
        /// Prepares the URLs of many objects as of [now](AmzDate::now), corrected by the presigner's
        /// [offset](crate::Presigner::with_clock_offset).
        ///
        /// Requires the feature `std` or, on `wasm32-unknown-unknown`, `wasm-bindgen`;
        /// [`prepare_at`](Self::prepare_at) requires neither.
        ///
        /// # Errors
        ///
        /// Returns the first mistake in the chain or in the credentials.
        ///
        /// ```
        /// use presign::{Credentials, Endpoint, Method, Presigner};
        ///
        /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
        /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
        /// let gallery = s3.objects(Method::Get, "examplebucket").prepare()?;
        /// let duck = gallery.presign("photos/duck.jpg")?;
        /// # assert!(duck.url().contains("/photos/duck.jpg?"));
        /// # Ok::<(), presign::Error>(())
        /// ```
        #[cfg_attr(docsrs, doc(cfg(any(feature = "std", feature = "wasm-bindgen"))))]
        pub fn prepare(self) -> Result<Prepared<Keys>, Error> {
            let now = self.now();
            self.prepare_at(now)
        }
    }

    impl<Of> Request<'_, Of> {
        /// Returns the current time by the server's clock.
        fn now(&self) -> AmzDate {
            self.presigner.clock_offset().apply(AmzDate::now())
        }
    }

    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn present() -> Result<AmzDate, sigv4::Error> {
        std::time::SystemTime::now().try_into()
    }

    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    fn present() -> Result<AmzDate, sigv4::Error> {
        // A double represents these milliseconds exactly, so the cast only drops the fraction.
        AmzDate::from_unix_seconds((js_sys::Date::now() / 1000.0) as i64)
    }
}
