//! An invented event log.

/// So many cases of a permit procedure: filed, checked by one of four officers, decided, some after their due date.
pub(crate) fn permits(cases: usize) -> String {
    let mut log = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n".to_owned();
    for case in 0..cases {
        // Every fifth case waits three weeks longer, every ninth is checked twice.
        let (day, decided) = (1 + case % 28, if case % 5 == 0 { 3 } else { 2 });
        log += &format!("<trace><string key=\"concept:name\" value=\"p-{case}\"/>\n");
        let mut event = |step: &str, month: usize, hour: usize, officer: usize| {
            log += &format!(
                "<event><string key=\"concept:name\" value=\"{step}\"/>\
                 <date key=\"time:timestamp\" value=\"2024-{month:02}-{day:02}T{hour:02}:{:02}:00+03:30\"/>\
                 <string key=\"org:resource\" value=\"officer-{officer}\"/>\
                 <date key=\"dueDate\" value=\"2024-02-{day:02}\"/></event>\n",
                case % 60
            );
        };
        event("file", 1, 8, 0);
        for time in 0..=usize::from(case % 9 == 0) {
            event("check", 1, 10 + time, 1 + case % 4);
        }
        event("decide", decided, 9, 5);
        log += "</trace>\n";
    }
    log + "</log>\n"
}
