use alloc::borrow::Cow;

use super::{ServicePresigner, ServiceRequest, UrlScheme, host};

impl ServicePresigner {
    /// Starts a URL for MQTT over a WebSocket to AWS IoT Core: `wss://HOST/mqtt`.
    ///
    /// `host` is the account's data endpoint, which `aws iot describe-endpoint --endpoint-type iot:Data-ATS` prints.
    /// Connect before the URL expires; the connection may last longer. The session token of temporary credentials
    /// follows the signature, as AWS IoT requires. See [Device communication protocols][page].
    ///
    /// ```
    /// use presign::Credentials;
    /// use presign::services::ServicePresigner;
    ///
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    /// let aws = ServicePresigner::new(credentials, "us-east-1");
    /// let mqtt = aws.iot_mqtt("a1b2c3-ats.iot.us-east-1.amazonaws.com").presign()?;
    /// assert!(mqtt.url().starts_with("wss://a1b2c3-ats.iot.us-east-1.amazonaws.com/mqtt?"));
    /// # Ok::<(), presign::Error>(())
    /// ```
    ///
    /// [page]: https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html
    pub fn iot_mqtt<'a>(&'a self, host: impl Into<Cow<'a, str>>) -> ServiceRequest<'a> {
        let host = host.into();
        let checked = self.check_region().and_then(|()| host::check_without_port(&host, self.region()));
        ServiceRequest::new(self, "iotdevicegateway".into(), host)
            .check(checked)
            .scheme(UrlScheme::Wss)
            .path("/mqtt")
            .append_session_token()
    }
}
