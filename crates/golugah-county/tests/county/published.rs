//! What lies in the log's folder is what the entries make, or it is named, and written again when the site starts.

use std::path::{Path, PathBuf};

use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::log::{Publisher, hold_published};
use golugah_desk::{Actor, Db};
use golugah_ledger::Signer;

use crate::databases::{Place, places};

const ENTRIES: u64 = 600;

async fn publisher(db: &Db, folder: &Path) -> Publisher {
    let signer = Signer::from_seed("golugah/county", &[7; 32]).unwrap();
    Publisher::open(db.read(), folder, signer, "golugah/county")
        .await
        .unwrap()
}

async fn grown(place: &Place, to: std::ops::Range<u64>) {
    let mut tasks = Vec::new();
    for number in to {
        let db = place.db.clone();
        let agency = FoundAgency {
            name_fa: format!("اداره {number}"),
            name_en: String::new(),
            seat: false,
        };
        tasks.push(tokio::spawn(async move {
            db.perform(Actor::program(), agency).await.unwrap()
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

async fn said(place: &Place, folder: &Path, size: u64) -> Vec<String> {
    let faults = hold_published(place.db.read(), folder, size).await.unwrap();
    faults.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn every_tile_and_bundle_is_held_against_the_entries() {
    for place in places().await {
        let folder = place.folder.path().join("log");
        grown(&place, 0..10).await;
        publisher(&place.db, &folder)
            .await
            .publish(place.db.read())
            .await
            .unwrap();
        grown(&place, 10..ENTRIES).await;
        publisher(&place.db, &folder)
            .await
            .publish(place.db.read())
            .await
            .unwrap();
        assert_eq!(said(&place, &folder, ENTRIES).await, [""; 0]);
        let tiles = files(&folder.join("tile"));
        // Two whole tiles with their bundles, one of each that is not full yet, and the tile above them.
        assert_eq!(tiles.len(), 7, "{tiles:?}");
        for tile in &tiles {
            let name = format!("log/{}", tile.strip_prefix(&folder).unwrap().display());
            let right = std::fs::read(tile).unwrap();
            let mut wrong = right.clone();
            *wrong.last_mut().unwrap() ^= 1;
            for (bytes, how) in [
                (Some(wrong.as_slice()), "is not what the log's entries make"),
                (
                    Some(&right[..right.len() - 1]),
                    "is not what the log's entries make",
                ),
                (None, "is gone"),
            ] {
                match bytes {
                    Some(bytes) => std::fs::write(tile, bytes).unwrap(),
                    None => std::fs::remove_file(tile).unwrap(),
                }
                assert_eq!(said(&place, &folder, ENTRIES).await, [format!("{name} {how}")]);
                let mended = publisher(&place.db, &folder).await;
                assert_eq!(mended.mended(), 1, "{name} {how}");
                assert_eq!(std::fs::read(tile).unwrap(), right, "{name}");
            }
        }
        let foreign = folder.join("tile/0/005");
        std::fs::write(&foreign, [0; 8192]).unwrap();
        let named = said(&place, &folder, ENTRIES).await;
        assert_eq!(named, ["log/tile/0/005 is of no entries that the log has"]);
        assert_eq!(publisher(&place.db, &folder).await.mended(), 1);
        assert!(!foreign.exists());

        // All of it gone, the site still starts, and has all of it again.
        std::fs::remove_dir_all(folder.join("tile")).unwrap();
        assert_eq!(said(&place, &folder, ENTRIES).await.len(), 7);
        assert_eq!(publisher(&place.db, &folder).await.mended(), 7);
        assert_eq!(files(&folder.join("tile")), tiles);
        assert_eq!(said(&place, &folder, ENTRIES).await, [""; 0]);
        // What has grown since the checkpoint was signed is no fault.
        grown(&place, ENTRIES..ENTRIES + 300).await;
        assert_eq!(said(&place, &folder, ENTRIES).await, [""; 0]);
    }
}
