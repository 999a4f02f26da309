//! The signer that runs in the page, for demonstrations only: anyone who opens the page can read its keys.

use presign::{AmzDate, Credentials, Endpoint, Presigner};
use signing::{FormOrder, Order, Refused, RefusedForm};
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

    /// Signs a form. Takes and returns the same JSON as the server's `/sign-form`.
    pub fn sign_form(&self, order: &str) -> Result<String, JsError> {
        let order: FormOrder = serde_json::from_str(order)?;
        let form = signing::sign_form(&self.s3, &self.bucket, &order, AmzDate::now())?;
        Ok(serde_json::to_string(&form)?)
    }

    /// Explains why a form was refused. Takes the same JSON as the server's `/diagnose-form`.
    pub fn diagnose_form(&self, refused: &str) -> Result<String, JsError> {
        let refused: RefusedForm = serde_json::from_str(refused)?;
        Ok(signing::diagnose_form(&self.s3, &self.bucket, refused, AmzDate::now()))
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
