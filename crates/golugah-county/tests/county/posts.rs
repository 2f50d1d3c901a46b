//! A form about a person shows the person, asks for a post, and makes nobody a second governor.

use crate::site::County;

pub(crate) fn post<'form>(
    name: &'form str,
    role: &'form str,
    agency: &'form str,
) -> [(&'form str, &'form str); 3] {
    [("name", name), ("role", role), ("agency", agency)]
}

pub(crate) fn version<'form>(
    fields: &[(&'form str, &'form str)],
    version: &'form str,
) -> Vec<(&'form str, &'form str)> {
    let mut fields = fields.to_vec();
    fields.push(("version", version));
    fields
}

#[tokio::test]
async fn a_refused_form_about_a_person_keeps_what_is_stored_and_no_role_is_the_first_one() {
    for mut county in County::all().await {
        let administrator = county.sign_in("rahbar").await;
        let list = county.page("/people", &administrator).await;
        assert!(
            list.contains("<option value=\"\">سمت را انتخاب کنید</option>") && !list.contains("selected"),
            "{list}"
        );
        let without = [("name", "دومی"), ("sign_in", "dovom"), ("agency", "0")];
        let body = county
            .refused("/people", &administrator, &without, "سمت را انتخاب کنید")
            .await;
        assert!(body.contains("value=\"دومی\""), "what was typed is kept: {body}");
        let page = county.page("/people/1", &administrator).await;
        assert!(
            !page.contains("<option value=\"\">"),
            "who has a role has it chosen"
        );

        // A deed of the page without fields, refused: the form about the person shows the person.
        let stale = [("version", "7")];
        let body = county
            .refused(
                "/people/3/end",
                &administrator,
                &stale,
                "کس دیگری این را تغییر داده است",
            )
            .await;
        assert!(
            body.contains("name=\"name\" required dir=\"auto\" autocomplete=\"off\" value=\"rah\"")
                && body.contains("<option value=\"agency_head\" selected>"),
            "{body}"
        );
        let empty = version(&post("", "agency_head", "1"), "1");
        let body = county
            .refused("/people/3", &administrator, &empty, "نام را بنویسید")
            .await;
        assert!(
            body.contains("autocomplete=\"off\" value=\"\"")
                && body.contains("<option value=\"agency_head\" selected>"),
            "an emptied field was typed too: {body}"
        );

        // One governor at a time.
        let second = [("name", "دومی"), ("sign_in", "dovom"), ("role", "governor")];
        county
            .refused("/people", &administrator, &second, "نخست دورهٔ او را پایان دهید")
            .await;
        let promoted = version(&post("rah", "governor", "0"), "1");
        county
            .refused(
                "/people/3",
                &administrator,
                &promoted,
                "نخست دورهٔ او را پایان دهید",
            )
            .await;
        let same = version(&post("فرماندار", "governor", "0"), "1");
        county.deed("/people/5", &administrator, &same).await;
        county
            .deed("/people/5/end", &administrator, &[("version", "2")])
            .await;
        county.deed("/people/3", &administrator, &promoted).await;
        county
            .refused(
                "/people/5/return",
                &administrator,
                &[("version", "3")],
                "نخست دورهٔ او را پایان دهید",
            )
            .await;
    }
}
