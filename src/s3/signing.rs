use alloc::string::String;

use super::Request;
#[cfg(feature = "sigv4a")]
use crate::sigv4::ALL_REGIONS;
use crate::{
    Error, Explanation, Presigned,
    key_cache::DayKey,
    sigv4::{
        AmzDate, CredentialScope, PathRules, QueryAuth, Secret, SignableRequest, Stages, TokenPlacement,
        split_at,
    },
    validity::Validity,
};

impl Request<'_> {
    /// Signs the request as of `date`, when the lifetime of the URL starts.
    ///
    /// The date is used as it is, without the presigner's [offset](crate::Presigner::with_clock_offset).
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
    /// let date = "20130524T000000Z".parse()?;
    /// let get = s3.get("examplebucket", "test.txt").presign_at(date)?;
    /// assert!(get.url().contains("X-Amz-Date=20130524T000000Z"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn presign_at(mut self, date: AmzDate) -> Result<Presigned, Error> {
        let mut url = String::new();
        let expires_at = self.sign(date, &mut url, |signing| signing.validity.expires_at())??;
        let presigned = Presigned::new(self.method, url, &self.headers, expires_at);
        let endpoint = self.endpoint();
        Ok(match &endpoint.shown {
            None => presigned,
            Some(shown) => (shown.move_here)(shown, presigned, &endpoint.base),
        })
    }

    /// Appends the URL alone to a buffer, as of `date`.
    ///
    /// Use this instead of [`presign_at`](Self::presign_at) if you know the headers already. It allocates nothing
    /// if the buffer has enough capacity. On an error, the buffer is unchanged.
    ///
    /// # Errors
    ///
    /// The same as for `presign_at`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let date = "20130524T000000Z".parse()?;
    /// let mut page = String::from("<img src='");
    /// s3.get("examplebucket", "duck.jpg").write_url_at(date, &mut page)?;
    /// page.push_str("'>");
    /// # assert!(page.starts_with("<img src='https://examplebucket.s3.us-east-1.amazonaws.com/duck.jpg?X-Amz-"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn write_url_at(mut self, date: AmzDate, url: &mut String) -> Result<(), Error> {
        let endpoint = self.endpoint();
        let Some(shown) = endpoint.shown_url() else {
            return self.sign(date, url, |_| ());
        };
        let mut signed = Secret::default();
        self.sign(date, signed.expose_mut(), |_| ())?;
        let (_, rest) = split_at(signed.expose(), endpoint.base.len_in(signed.expose()));
        // Reserves once, since a buffer that grows would leave copies of a session token behind.
        url.reserve(shown.len() + rest.len());
        url.push_str(&shown);
        url.push_str(rest);
        Ok(())
    }

    /// Returns what [`presign_at`](Self::presign_at) signs: the canonical request and the string to sign.
    ///
    /// # Errors
    ///
    /// The same as for `presign_at`.
    ///
    /// ```
    /// use presign::{Credentials, Endpoint, Presigner};
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
    /// let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg");
    /// println!("{}", put.explain_at("20130524T000000Z".parse()?)?);
    /// # Ok::<(), presign::Error>(())
    /// ```
    pub fn explain_at(mut self, date: AmzDate) -> Result<Explanation, Error> {
        self.sign(date, Secret::default().expose_mut(), |signing| Explanation::new(&signing.stages))
    }
}

impl<Of> Request<'_, Of> {
    /// Appends the URL, and passes what is signed to `look` before it appends the signature. On an error, the
    /// URL is unchanged.
    pub(super) fn sign<T>(
        &mut self,
        now: AmzDate,
        url: &mut String,
        look: impl FnOnce(&Signing<'_>) -> T,
    ) -> Result<T, Error> {
        self.presigner.check()?;
        let (address, key) = self.target.locate(self.presigner)?;
        if let Some(mistake) = self.mistake.take() {
            return Err(mistake);
        }
        #[cfg(feature = "sigv4a")]
        if self.region_set.is_some() && !address.region.is_empty() {
            return Err(Error::RegionSetOfBucket);
        }
        if let Some(step) = self.last_step {
            step.run(&mut self.parameters, &mut self.headers)?;
        }
        let credentials = self.presigner.credentials();
        let validity = self.timing.at(now, credentials)?;
        let scope = CredentialScope::new(&validity.date, address.region, address.service);
        self.presigner.keys().with_key(credentials, &scope, |day_key| {
            let mut auth =
                QueryAuth::on_day(&day_key.credential, &validity.date).expires_in(validity.lifetime);
            #[cfg(feature = "sigv4a")]
            {
                auth = auth.region_set(self.region_set.as_ref().unwrap_or(&ALL_REGIONS));
            }
            if let Some(token) = credentials.session_token() {
                auth = auth.session_token(token, TokenPlacement::Signed);
            }
            let request = SignableRequest {
                method: self.method,
                host: address.host(),
                path_rules: PathRules::S3,
                parameters: &self.parameters,
                headers: &self.headers,
                payload: self.payload,
                auth,
            };
            if url.capacity() == 0 || credentials.session_token().is_some() {
                // A new URL gets one allocation of the right size. With a token, a buffer that grows would
                // leave copies of it behind.
                url.reserve(address.max_len() + key.max_len() + request.max_len());
            }
            address.write_origin(url);
            let path_start = url.len();
            address.write_path(url);
            key.write_to(address.bucket_in_path(), url);
            let key_end = url.len();

            let stages = request.write_stages(path_start, url);
            let signature = day_key.key.sign(&stages.string_to_sign);
            let query_end = stages.query_end;
            let seen = look(&Signing { stages, day_key, validity: &validity, key_end });
            url.truncate(query_end);
            request.auth.write_signature(signature.as_str(), url);
            seen
        })
    }
}

/// A request that is being signed.
pub(super) struct Signing<'a> {
    pub(super) stages: Stages<'a>,
    pub(super) day_key: &'a DayKey,
    pub(super) validity: &'a Validity,
    /// The position in the URL where the path ends.
    pub(super) key_end: usize,
}
