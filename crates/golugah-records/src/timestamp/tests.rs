use super::*;

#[test]
fn reads_rfc_3339_and_near_forms() {
    // 2024-03-20T09:30:00Z is 1710927000 seconds after the epoch.
    let at = 1_710_927_000_000;
    for (text, millis, offset, date_only, zone_known) in [
        ("2024-03-20T09:30:00Z", at, 0, false, true),
        ("2024-03-20t09:30:00z", at, 0, false, true),
        ("2024-03-20 09:30:00Z", at, 0, false, true),
        ("  2024-03-20T09:30:00Z\n", at, 0, false, true),
        ("2024-03-20T09:30:00", at, 0, false, false),
        ("2024-03-20T09:30", at, 0, false, false),
        ("2024-03-20T09:30:00-00:00", at, 0, false, false),
        ("2024-03-20T09:30:00+00:00", at, 0, false, true),
        ("2024-03-20T13:00:00+03:30", at, 210, false, true),
        ("2024-03-20T13:00:00+0330", at, 210, false, true),
        ("2024-03-20 13:00:00 +03:30", at, 210, false, true),
        ("2024-03-20T15:00:00.000+05:30", at, 330, false, true),
        ("2024-03-20T02:30:00-07", at, -420, false, true),
        ("2024-03-20T09:30:00.5Z", at + 500, 0, false, true),
        ("2024-03-20T09:30:00,25Z", at + 250, 0, false, true),
        ("2024-03-20T09:30:00.123999999Z", at + 123, 0, false, true),
        ("2024-03-20", at - 34_200_000, 0, true, false),
        ("2024-03-20Z", at - 34_200_000, 0, true, true),
        ("2024-03-20+03:30", at - 34_200_000 - 12_600_000, 210, true, true),
        ("1970-01-01T00:00:00Z", 0, 0, false, true),
        ("1969-12-31T23:59:59.999Z", -1, 0, false, true),
        ("2000-02-29T00:00:00Z", 951_782_400_000, 0, false, true),
        ("2016-12-31T23:59:60Z", 1_483_228_799_999, 0, false, true),
        ("2016-12-31T23:59:60.7Z", 1_483_228_799_999, 0, false, true),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000, 0, false, true),
    ] {
        let expected = Timestamp {
            millis,
            offset_minutes: offset,
            date_only,
            zone_known,
        };
        assert_eq!(Timestamp::parse(text), Some(expected), "{text}");
    }
}

#[test]
fn refuses_what_is_no_moment() {
    for text in [
        "",
        "2024",
        "2024-03",
        "2024-3-20",
        "24-03-20",
        "2024-00-10",
        "2024-13-10",
        "2024-01-00",
        "2024-04-31",
        "2023-02-29",
        "1900-02-29",
        "2024-02-30",
        "2024-03-20T",
        "2024-03-20T24:00:00Z",
        "2024-03-20T09:60:00Z",
        "2024-03-20T09:30:61Z",
        "2024-03-20T09:30:00.Z",
        "2024-03-20T9:30:00Z",
        "2024-03-20T09:30:00Zulu",
        "2024-03-20T09:30:00+24:00",
        "2024-03-20T09:30:00+03:60",
        "2024-03-20T09:30:00+3",
        "2024-03-20T09:30:00 UTC",
        "2024/03/20",
        "20240320",
        "+2024-03-20",
        "۲۰۲۴-۰۳-۲۰",
        "tomorrow",
        "UNKNOWN",
        "2024-03-20T09:30:00Z2024-03-20T09:30:00Z",
    ] {
        assert_eq!(Timestamp::parse(text), None, "{text}");
    }
}

#[test]
fn every_day_of_eleven_centuries_comes_back() {
    let mut expected = days_from_civil(1599, 12, 31);
    let mut days = 0;
    for year in 1600..2700_i64 {
        for month in 1..=12 {
            for day in 1..=days_in_month(year, month) {
                expected += 1;
                assert_eq!(days_from_civil(year, month, day), expected);
                let (y, m, d) = civil_from_days(expected);
                assert_eq!((y, i64::from(m), i64::from(d)), (year, month, day));
                days += 1;
            }
        }
    }
    // 400 Gregorian years have 146,097 days; the remaining three centuries start with 2400.
    assert_eq!(days, 2 * 146_097 + 300 * 365 + 73);
}

#[test]
fn what_is_written_reads_back_the_same() {
    // A walk through about 25,000 moments with steps that share no factor with days, hours or offsets.
    let mut millis = -2_208_988_800_123_i64;
    let mut offset = -1439_i64;
    for step in 0..25_000_i64 {
        millis += 271_828_182 + step % 7;
        offset = (offset + 1439 + 97) % 2879 - 1439;
        let stamp = Timestamp {
            millis,
            offset_minutes: i16::try_from(offset).unwrap(),
            date_only: false,
            zone_known: true,
        };
        assert_eq!(
            Timestamp::parse(&stamp.to_rfc3339()),
            Some(stamp),
            "{}",
            stamp.to_rfc3339()
        );
    }
    let unknown = Timestamp::parse("2024-03-20 09:30:00.007").unwrap();
    assert_eq!(unknown.to_rfc3339(), "2024-03-20T09:30:00.007-00:00");
    assert_eq!(Timestamp::parse(&unknown.to_rfc3339()), Some(unknown));
    assert_eq!(
        Timestamp::parse("2024-03-20").unwrap().to_rfc3339(),
        "2024-03-20T00:00:00-00:00"
    );
}

#[test]
fn no_bytes_make_it_panic() {
    let seed = b"2024-03-20T09:30:00.123+03:30";
    for cut in 0..seed.len() {
        for change in 0..seed.len() {
            for byte in *b"09-+:.TZ \xff" {
                let mut bytes = seed.to_vec();
                bytes[change] = byte;
                bytes.truncate(cut + 1);
                if let Ok(text) = std::str::from_utf8(&bytes)
                    && let Some(stamp) = Timestamp::parse(text)
                {
                    let again = Timestamp::parse(&stamp.to_rfc3339()).unwrap();
                    assert_eq!(
                        (again.millis, again.offset_minutes),
                        (stamp.millis, stamp.offset_minutes)
                    );
                }
            }
        }
    }
}

#[test]
fn local_readings_follow_the_offset() {
    let stamp = Timestamp::parse("2024-03-20T00:15:00+03:30").unwrap();
    assert_eq!(stamp.local_date(), (2024, 3, 20));
    assert_eq!(stamp.local_day(), days_from_civil(2024, 3, 20));
    assert_eq!(stamp.local_clock(), 900_000);
    assert_eq!(Timestamp::utc(stamp.millis).local_date(), (2024, 3, 19));
}

#[test]
fn whole_days_are_cut_toward_zero() {
    let at = |text| Timestamp::parse(text).unwrap();
    let start = at("2024-03-20T10:00:00Z");
    for (text, days) in [
        ("2024-03-20T10:00:00Z", 0),
        ("2024-03-21T09:59:59.999Z", 0),
        ("2024-03-21T10:00:00Z", 1),
        ("2024-03-22T09:00:00Z", 1),
        ("2024-03-21T13:29:00+03:30", 0),
        ("2024-03-19T10:00:00.001Z", 0),
        ("2024-03-18T11:00:00Z", -1),
        ("2024-03-18T10:00:00Z", -2),
    ] {
        assert_eq!(start.days_until(&at(text)), days, "{text}");
    }
}
