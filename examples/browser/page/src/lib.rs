//! The signer that runs in the page, for demonstrations only: anyone who opens the page can read its keys.

use presign::{AmzDate, Credentials, Endpoint, Presigner};
use signing::{Order, Refused};
use wasm_bindgen::prelude::*;

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

    /// Signs an order. Takes and returns the same JSON as the server's `/sign`.
    pub fn sign(&self, order: &str) -> Result<String, JsError> {
        let order: Order = serde_json::from_str(order)?;
        let signed = signing::sign(&self.s3, &self.bucket, &order, AmzDate::now())?;
        Ok(serde_json::to_string(&signed)?)
    }
}

/// Explains a refusal. `headers` is a JSON list of names and values.
#[wasm_bindgen]
pub fn diagnose(url: String, method: String, headers: &str, xml: String) -> Result<String, JsError> {
    let headers = serde_json::from_str(headers)?;
    Ok(signing::diagnose(&Refused { url, method, headers, xml }))
}

/// Returns the time in the format of signatures, such as `20130524T000000Z`.
#[wasm_bindgen]
pub fn now() -> String {
    AmzDate::now().to_string()
}
