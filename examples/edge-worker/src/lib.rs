//! Signs download links in an edge worker, dated by JavaScript's clock.

use presign::{Credentials, Endpoint, Presigner};
use wasm_bindgen::prelude::*;

/// Signs with the worker's keys. Create it once per worker.
#[wasm_bindgen]
pub struct Signer {
    s3: Presigner,
    bucket: String,
}

#[wasm_bindgen]
impl Signer {
    #[wasm_bindgen(constructor)]
    pub fn new(
        access_key_id: &str,
        secret_access_key: &str,
        endpoint: &str,
        region: &str,
        bucket: String,
    ) -> Result<Signer, JsError> {
        let credentials = Credentials::new(access_key_id, secret_access_key);
        Ok(Self { s3: Presigner::new(credentials, Endpoint::custom(endpoint, region)?), bucket })
    }

    /// Returns a URL that downloads the object for the next 15 minutes.
    pub fn get(&self, key: &str) -> Result<String, JsError> {
        Ok(self.s3.get(self.bucket.as_str(), key).presign()?.into_url())
    }
}
