//! The libraries of the guide make the signatures of other signers, and accept them.

#[path = "../../../tests/vectors/cloudfront.rs"]
mod vectors;

use aws_lc_rs::signature::{
    self as aws_lc, ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use p256::ecdsa::{DerSignature, SigningKey, VerifyingKey};
use presign::cloudfront::{Signature, SignedUrl};
use rsa::{
    RsaPrivateKey, pkcs1v15,
    pkcs8::{DecodePrivateKey, EncodePrivateKey},
    sha2::{Digest, Sha256},
    signature::{SignatureEncoding, Signer, Verifier, hazmat::PrehashVerifier},
};
use sha1::Sha1;
use vectors::VECTORS;

const RSA: &str = include_str!("../keys/rsa.pem");
const ECDSA: &str = include_str!("../keys/ecdsa.pem");
const ID: &str = "K2JCJMDEHXQW5F";

#[test]
fn rsa_with_sha1_makes_the_urls_of_botocore() {
    let key = pkcs1v15::SigningKey::<Sha1>::new(RsaPrivateKey::from_pkcs8_pem(RSA).unwrap());
    for row in &VECTORS.botocore {
        let policy = row.policy();
        let bytes = key.sign(policy.to_sign()).to_bytes();
        let signed = policy.signed_url_for(&row.url, ID, Signature::sha1(&bytes)).unwrap();
        assert_eq!(signed.url(), row.signed_url);
    }
}

#[test]
fn rsa_with_sha256_makes_the_signatures_of_the_signer_for_javascript() {
    let key = RsaPrivateKey::from_pkcs8_pem(RSA).unwrap();
    let der = key.to_pkcs8_der().unwrap();
    let aws_lc = RsaKeyPair::from_pkcs8(der.as_bytes()).unwrap();
    let key = pkcs1v15::SigningKey::<Sha256>::new(key);
    let mut count = 0;
    for row in VECTORS.js.iter().filter(|row| row.key.as_deref() == Some("rsa")) {
        let policy = row.policy();
        assert_eq!(*key.sign(policy.to_sign()).to_bytes(), *row.signature());
        let mut bytes = [0; 256];
        let random = aws_lc_rs::rand::SystemRandom::new();
        aws_lc.sign(&RSA_PKCS1_SHA256, &random, policy.to_sign(), &mut bytes).unwrap();
        assert_eq!(bytes, *row.signature());
        count += 1;
    }
    assert_eq!(count, 7);
}

#[test]
fn ecdsa_is_verified_with_either_hash() {
    let key = VerifyingKey::from(SigningKey::from_pkcs8_pem(ECDSA).unwrap());
    let mut count = [0, 0];
    for row in VECTORS.js.iter().filter(|row| row.key.as_deref() == Some("ec")) {
        let policy = row.policy();
        let signature = DerSignature::from_bytes(&row.signature()).unwrap();
        if row.hash.as_deref() == Some("SHA256") {
            key.verify(policy.to_sign(), &signature).unwrap();
            count[0] += 1;
        } else {
            // P-256 takes hashes of 32 bytes. A shorter one is a number of the same value.
            let mut hash = [0; 32];
            hash[12..].copy_from_slice(&Sha1::digest(policy.to_sign()));
            key.verify_prehash(&hash, &signature).unwrap();
            count[1] += 1;
        }
    }
    assert_eq!(count, [3, 3]);
}

#[test]
fn each_library_verifies_the_signature_in_a_url_of_the_other() {
    let policy = VECTORS.botocore[5].policy();
    let url = &VECTORS.botocore[5].url;
    let ours = SigningKey::from_pkcs8_pem(ECDSA).unwrap();
    let der = ours.to_pkcs8_der().unwrap();
    let theirs = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, der.as_bytes()).unwrap();
    for _ in 0..20 {
        let bytes: DerSignature = ours.sign(policy.to_sign());
        let signed = policy.signed_url_for(url, ID, Signature::sha256(bytes.as_bytes())).unwrap();
        let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, theirs.public_key());
        public.verify(policy_of(&signed).as_bytes(), &signature_of(&signed)).unwrap();

        let bytes = theirs.sign(&aws_lc_rs::rand::SystemRandom::new(), policy.to_sign()).unwrap();
        let signed = policy.signed_url_for(url, ID, Signature::sha256(bytes.as_ref())).unwrap();
        let bytes = DerSignature::from_bytes(&signature_of(&signed)).unwrap();
        VerifyingKey::from(&ours).verify(policy_of(&signed).as_bytes(), &bytes).unwrap();
    }
    let der = RsaPrivateKey::from_pkcs8_pem(RSA).unwrap().to_pkcs8_der().unwrap();
    let public = RsaKeyPair::from_pkcs8(der.as_bytes()).unwrap().public_key().as_ref().to_vec();
    let algorithm: &dyn aws_lc::VerificationAlgorithm = &RSA_PKCS1_2048_8192_SHA256;
    for row in VECTORS.js.iter().filter(|row| row.key.as_deref() == Some("rsa")) {
        let signed: SignedUrl = row.signed_url.parse().unwrap();
        UnparsedPublicKey::new(algorithm, &public)
            .verify(signed.policy().as_bytes(), &signature_of(&signed))
            .unwrap();
    }
}

fn policy_of(url: &SignedUrl) -> String {
    url.url().parse::<SignedUrl>().unwrap().policy().into()
}

/// Decodes the signature as the documentation of CloudFront describes it.
fn signature_of(url: &SignedUrl) -> Vec<u8> {
    let (_, rest) = url.url().split_once("Signature=").unwrap();
    let encoded = rest.split('&').next().unwrap();
    BASE64_STANDARD.decode(encoded.replace('-', "+").replace('_', "=").replace('~', "/")).unwrap()
}
