pub fn variants() -> Vec<String> {
    vec![]
}
