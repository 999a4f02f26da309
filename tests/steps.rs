//! The steps of a change that the compiler does not ask for. Each failure says which ones are missing.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn every_setter_has_its_tests_and_its_form_field() {
    let of_forms = methods(&source("src/s3/post/setters.rs"));
    let (rows, server) = (source("tests/errors.rs"), source("tests/server/operations.rs"));
    let setters = ["src/s3/setters.rs", "src/s3/encryption.rs", "src/s3/overrides.rs"].map(source);
    for name in setters.iter().flat_map(|source| methods(source)) {
        assert_done(
            &format!("the setter `{name}`"),
            [
                (
                    // Its header has an error of its own.
                    name == "payload_sha256" || rows.contains(&format!("|request| request.{name}(")),
                    "add a row to `SETTERS` in tests/errors.rs",
                ),
                (
                    // tests/oracle.rs and tests/sdk have these.
                    ["payload_sha256", "request_payer"].contains(&&*name) || server.contains(&call(&name)),
                    "add a row to tests/server/operations.rs",
                ),
                (
                    name.starts_with("response_")
                        || NOT_IN_FORMS.contains(&&*name)
                        || of_forms.contains(&name),
                    "add it to src/s3/post/setters.rs, or to `NOT_IN_FORMS` in tests/steps.rs if POST Object does not have it",
                ),
            ],
        );
    }
    let form = source("tests/post/main.rs");
    for name in of_forms {
        let is_tested = form.contains(&call(&name));
        assert_done(
            &format!("the setter `{name}` of forms"),
            [(is_tested, "add it to `full` in tests/post/main.rs")],
        );
    }
}

const NOT_IN_FORMS: [&str; 7] = [
    "attachment",
    "copy_source_range",
    "if_match",
    "if_none_match",
    "payload_sha256",
    "request_payer",
    "version_id",
];

#[test]
fn every_service_has_its_tests_and_its_documents() {
    let [module, guide] = ["src/services/mod.rs", "src/_guide/services.md"].map(source);
    let [recorded, rules, oracle] =
        ["tests/services/recorded.rs", "tests/services/rules.rs", "tests/services/oracle.rs"].map(source);
    let mut count = 0;
    for file in fs::read_dir(root().join("src/services")).unwrap() {
        let service = fs::read_to_string(file.unwrap().path()).unwrap();
        // The file of the presigner itself has the method for any other service.
        if !service.contains("\nimpl ServicePresigner {") || service.contains("\npub struct ServicePresigner")
        {
            continue;
        }
        for name in methods(&service) {
            count += 1;
            let (_, signature) = service.split_once(&format!("fn {name}")).unwrap();
            let is_token = signature.split('{').next().unwrap().contains("-> TokenRequest");
            let call = format!("aws{}", call(&name));
            assert_done(
                &format!("`{name}`"),
                [
                    (
                        module.contains(&format!("[`{name}`]")),
                        "add a row to the table in src/services/mod.rs",
                    ),
                    (guide.contains(&format!("[`{name}`]")), "add a row to src/_guide/services.md"),
                    (
                        recorded.contains(&call),
                        "record rows with tests/vectors/services/generate.py, and test them in tests/services/recorded.rs",
                    ),
                    (!is_token || rules.contains(&call), "add it to `tokens` in tests/services/rules.rs"),
                    (!is_token || oracle.contains(&call), "add it to `tokens` in tests/services/oracle.rs"),
                ],
            );
        }
    }
    assert!(count >= 10, "{count}");
}

/// A list of that length is read by its order.
#[test]
fn the_variants_of_errors_and_causes_are_in_alphabetical_order() {
    let mut count = 0;
    for path in sources() {
        let source = fs::read_to_string(path).unwrap();
        for list in source.split("\npub enum ").skip(1) {
            let (name, list) = list.split_once(" {\n").unwrap();
            let is_long =
                ["Error", "Cause", "Fault", "Operation", "Refusal"].iter().any(|end| name.ends_with(end));
            if !is_long {
                continue;
            }
            count += 1;
            let (list, _) = list.split_once("\n}\n").unwrap();
            let lines = list.lines().filter_map(|line| line.strip_prefix("    "));
            let variants = lines.filter(|line| line.starts_with(char::is_uppercase));
            let variants: Vec<_> = variants.map(|line| line.split(['(', ',', ' ']).next().unwrap()).collect();
            for pair in variants.windows(2) {
                assert!(pair[0] < pair[1], "`{name}::{}` comes before `{}`", pair[1], pair[0]);
            }
        }
    }
    assert!(count >= 8, "{count}");
}

/// Text of a response may contain a secret.
#[test]
fn every_text_of_a_cause_is_elided() {
    let source = source("src/read/diagnosis/cause.rs");
    let (_, variants) = source.split_once("pub enum Cause {\n").unwrap();
    let (variants, methods) = variants.split_once("\n}\n").unwrap();
    let (_, texts) = methods.split_once("fn texts(").unwrap();
    let (mut variant, mut count) = ("", 0);
    for line in variants.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        if line.starts_with(char::is_uppercase) {
            variant = line.split([' ', ',']).next().unwrap();
        } else if line.contains("String") {
            count += 1;
            let is_elided = texts.contains(&format!("Self::{variant} {{"));
            assert_done(
                &format!("`Cause::{variant}`"),
                [(is_elided, "return its text from `texts` in src/read/diagnosis/cause.rs")],
            );
        }
    }
    assert!(count > 20, "{count}");
}

/// Of an exception, only the elements in a list are read.
#[test]
fn every_element_that_a_diagnosis_uses_is_read_from_an_exception() {
    let copied = source("src/read/copied.rs");
    let (_, elements) = copied.split_once("const ELEMENTS").unwrap();
    let (elements, _) = elements.split_once("];").unwrap();
    let mut names = BTreeSet::new();
    for folder in ["src/read/diagnosis", "src/read/diagnosis/form"] {
        for file in fs::read_dir(root().join(folder)).unwrap() {
            let path = file.unwrap().path();
            if !path.is_file() {
                continue;
            }
            let source = fs::read_to_string(path).unwrap();
            for call in ["&[(\"", "element(\"", "text(\"", "list(\"", "number(\"", "after(\"", "bytes(\""] {
                names.extend(
                    source.split(call).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()),
                );
            }
        }
    }
    assert!(names.len() >= 15, "{names:?}");
    // The names of headers and fields are in lower case.
    for name in names.iter().filter(|name| name.starts_with(char::is_uppercase)) {
        let is_read = elements.contains(&format!("\"{name}\""));
        assert_done(
            &format!("the element `{name}`"),
            [(is_read, "add it to `ELEMENTS` in src/read/copied.rs")],
        );
    }
}

/// The package is without the map.
#[test]
fn every_file_is_in_the_map() {
    let Ok(map) = fs::read_to_string(root().join(".github/CONTRIBUTING.md")) else { return };
    for path in sources() {
        let path = path.strip_prefix(root()).unwrap();
        let (folder, name) = (path.parent().unwrap().display(), path.file_name().unwrap().to_str().unwrap());
        let is_index = ["lib.rs", "mod.rs", "tests.rs"].contains(&name);
        let is_in_map = map.contains(&format!("`{folder}/`")) || map.contains(&format!("{name}`"));
        assert_done(
            &format!("{}", path.display()),
            [(is_index || is_in_map, "say in the map of .github/CONTRIBUTING.md what it is for")],
        );
    }
}

/// Returns the files of the library.
fn sources() -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![root().join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                files.push(path);
            }
        }
    }
    assert!(files.len() > 100, "{}", files.len());
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Returns the names of the public methods.
fn methods(source: &str) -> BTreeSet<String> {
    let methods = source.lines().filter_map(|line| line.strip_prefix("    pub fn "));
    methods.map(|line| line.split(['(', '<']).next().unwrap().to_owned()).collect()
}

fn call(name: &str) -> String {
    format!(".{name}(")
}

fn assert_done<const N: usize>(what: &str, steps: [(bool, &str); N]) {
    let missing: String =
        steps.iter().filter(|(is_done, _)| !is_done).map(|(_, step)| format!("- {step}\n")).collect();
    assert!(missing.is_empty(), "{what} is not complete:\n{missing}");
}
