use crate::*;

fn leaves(count: usize) -> Vec<Hash> {
    (0..count)
        .map(|n| leaf_hash(format!("entry {n}").as_bytes()))
        .collect()
}

/// The root by the recursive definition of RFC 6962 §2.1, written apart from the code that it checks.
fn root_by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let mut half = 1;
            while half * 2 < leaves.len() {
                half *= 2;
            }
            node_hash(
                &root_by_definition(&leaves[..half]),
                &root_by_definition(&leaves[half..]),
            )
        }
    }
}

/// The eight inputs and roots that implementations of RFC 6962 share as their reference.
#[test]
fn the_reference_roots_come_out() {
    let inputs: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let expected = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut tree = Tree::new();
    for (input, expected) in inputs.iter().zip(expected) {
        tree.push(leaf_hash(input));
        assert_eq!(tree.root().to_hex(), expected);
    }
}

#[test]
fn every_entry_is_proven_and_no_other() {
    for size in 1..=70 {
        let leaves = leaves(size);
        let root = root_of(&leaves);
        assert_eq!(root, root_by_definition(&leaves), "{size}");
        for (index, leaf) in leaves.iter().enumerate() {
            let proof = inclusion_proof(&leaves, index).unwrap();
            let holds = verify_inclusion;
            let (at, of) = (index as u64, size as u64);
            assert!(holds(leaf, at, of, &proof, &root), "{index} of {size}");
            assert!(!holds(&leaf_hash(b"another"), at, of, &proof, &root));
            assert!(!holds(leaf, of, of, &proof, &root));
            assert!(!holds(leaf, at, of, &proof, &leaf_hash(b"another root")));
            if let Some((_, shorter)) = proof.split_last() {
                assert!(!holds(leaf, at, of, shorter, &root));
                let mut altered = proof.clone();
                altered[0].0[7] ^= 1;
                assert!(!holds(leaf, at, of, &altered, &root));
            }
            let mut longer = proof.clone();
            longer.push(root);
            assert!(!holds(leaf, at, of, &longer, &root));
        }
        assert_eq!(inclusion_proof(&leaves, size), None);
    }
}

#[test]
fn a_log_is_shown_to_have_grown_out_of_every_older_one() {
    for new in 0..=40_usize {
        let leaves = leaves(new);
        let new_root = root_of(&leaves);
        for old in 0..=new {
            let old_root = root_of(&leaves[..old]);
            let proof = consistency_proof(&leaves, old).unwrap();
            let holds = |root: &Hash, proof: &[Hash]| {
                verify_consistency(old as u64, root, new as u64, &new_root, proof)
            };
            assert!(holds(&old_root, &proof), "{old} in {new}");
            assert!(!holds(&leaf_hash(b"another"), &proof), "{old} in {new}");
            for place in 0..proof.len() {
                let mut altered = proof.clone();
                altered[place].0[0] ^= 1;
                assert!(!holds(&old_root, &altered), "{old} in {new}, {place}");
            }
        }
        assert_eq!(consistency_proof(&leaves, new + 1), None);
    }
}

#[test]
fn a_tree_is_kept_in_bytes() {
    let mut tree = Tree::new();
    for leaf in leaves(1000) {
        tree.push(leaf);
        assert_eq!(Tree::from_bytes(&tree.to_bytes()).unwrap(), tree);
    }
    let mut bytes = tree.to_bytes();
    bytes.pop();
    assert!(Tree::from_bytes(&bytes).is_err());
    assert!(Tree::from_bytes(b"short").is_err());
    assert!(Tree::from_bytes(&u64::MAX.to_be_bytes()).is_err());
}

fn signed(size: usize) -> (Signer, Checkpoint, String) {
    let signer = Signer::from_seed("county.example/log", &[7; 32]).unwrap();
    let checkpoint = Checkpoint {
        origin: "county.example/log".to_owned(),
        size: size as u64,
        root: root_of(&leaves(size)),
    };
    let note = signer.sign(&checkpoint);
    (signer, checkpoint, note)
}

#[test]
fn a_note_opens_with_its_key_only() {
    let (signer, checkpoint, note) = signed(5);
    let verifier = Verifier::parse(&signer.verifier().to_string()).unwrap();
    assert_eq!(open(&note, &verifier), Ok(checkpoint));
    let other = Signer::from_seed("county.example/log", &[8; 32])
        .unwrap()
        .verifier();
    assert!(matches!(
        open(&note, &other),
        Err(NoteError::UnknownSigner { .. })
    ));
    let forged = note.replacen("\n5\n", "\n6\n", 1);
    assert!(matches!(
        open(&forged, &verifier),
        Err(NoteError::BadSignature { .. })
    ));
    for text in ["", "\n\n", "a\n\nb", "a\n1\n\n\u{2014} x y\n", note.trim_end()] {
        assert!(
            matches!(open(text, &verifier), Err(NoteError::Malformed(_))),
            "{text:?}"
        );
    }
    assert!(Verifier::parse("county+00000000+AAAA").is_err());
    assert!(Signer::from_seed("a name", &[1; 32]).is_err());
}

#[test]
fn an_audit_says_what_happened_to_a_log() {
    let (_, checkpoint, _) = signed(40);
    assert_eq!(audit(leaves(40), &checkpoint), Audit::Holds);
    assert_eq!(audit(leaves(64), &checkpoint), Audit::Holds);
    let short = Audit::RolledBack {
        have: 39,
        expected: 40,
    };
    assert_eq!(audit(leaves(39), &checkpoint), short);
    let mut rewritten = leaves(50);
    rewritten[12] = leaf_hash(b"what never was");
    assert!(matches!(
        audit(rewritten, &checkpoint),
        Audit::Rewritten { size: 40, .. }
    ));
}

#[test]
fn a_receipt_holds_by_itself() {
    let (signer, _, note) = signed(23);
    let salt = Salt::new([7; 16]);
    let receipt = Receipt {
        index: 17,
        entry: "entry 17".to_owned(),
        actor: Some(ActorOpening { salt, person: 3 }),
        records: [1, 2]
            .map(|id| RecordOpening {
                salt,
                shape: 1,
                row: format!("{{\"id\":{id}}}"),
            })
            .to_vec(),
        proof: inclusion_proof(&leaves(23), 17).unwrap(),
        checkpoint: note,
    };
    let verifier = signer.verifier();
    let read = Receipt::parse(&receipt.to_text()).unwrap();
    assert_eq!(read, receipt);
    assert_eq!(read.check(&verifier).map(|checkpoint| checkpoint.size), Ok(23));
    let other = Receipt {
        entry: "entry 18".to_owned(),
        ..receipt.clone()
    };
    assert_eq!(other.check(&verifier), Err(ReceiptError::NotIncluded));
    let text = receipt.to_text();
    for (search, other) in [
        ("receipt v2", "receipt v1"),
        ("\n17\n", "\n017\n"),
        ("actor 07", "actor 7"),
        ("actor ", "whoever "),
        (" 1 {", " +1 {"),
        ("record ", "proof "),
        ("\nproof ", "\nactor "),
        ("\n\n", "\n"),
    ] {
        let altered = text.replace(search, other);
        assert_ne!(altered, text, "{search:?}");
        assert_eq!(
            Receipt::parse(&altered),
            Err(ReceiptError::Malformed),
            "{search:?}"
        );
    }
}

#[test]
fn tiles_lie_where_the_standard_says() {
    let path = |level, index, width| tile_path(&Tile { level, index, width });
    assert_eq!(path(0, 1_234_067, 256), "tile/0/x001/x234/067");
    assert_eq!(path(1, 0, 17), "tile/1/000.p/17");
    assert_eq!(entry_bundle_path(5, 3), "tile/entries/005.p/3");
    let leaves = leaves(600);
    let tiles = tiles_to_write(0, 600);
    assert_eq!(
        tiles.iter().map(tile_path).collect::<Vec<_>>(),
        ["tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"]
    );
    let upper = tile_hashes(&tiles[3], &leaves).unwrap();
    assert_eq!(upper[..32], root_of(&leaves[..256]).0);
    assert_eq!(upper[32..], root_of(&leaves[256..512]).0);
    assert_eq!(tiles_to_write(600, 601).len(), 1);
    assert_eq!(tiles_to_write(600, 600), []);
    assert_eq!(
        entry_bundle([b"ab".as_slice(), b""]),
        Some(vec![0, 2, b'a', b'b', 0, 0])
    );
}

#[test]
fn a_paper_code_is_eighty_bits() {
    let hash = Hash([0xff; 32]);
    assert_eq!(hash.short_code(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    let mut bytes = [0; 32];
    bytes[9] = 1;
    assert_eq!(Hash(bytes).short_code(), "0000-0000-0000-0001");
}

#[test]
fn a_path_of_a_tile_is_read_as_it_is_written_and_in_no_other_way() {
    for path in [
        "tile/0/000",
        "tile/0/x001/x234/067",
        "tile/1/000.p/17",
        "tile/63/999",
        "tile/entries/005.p/3",
        "tile/entries/x001/000",
    ] {
        assert_eq!(Published::parse(path).unwrap().path(), path);
    }
    for path in [
        "",
        "tile",
        "tile/0",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/1",
        "tile/00/000",
        "tile/+0/000",
        "tile/-1/000",
        "tile/64/000",
        "tile/0/001/234",
        "tile/0/x000/001",
        "tile/0/x001",
        "tile/0/000.p",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/07",
        "tile/0/000.p/+7",
        "tile/0/000.p/7/7",
        "tile/0/../../secrets/log.key",
        "tile/entries/../checkpoint",
        "tile/entries/000/",
        "tile//000",
        "/tile/0/000",
        "tile/0/000\0",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/۰۰۰",
    ] {
        assert_eq!(Published::parse(path), None, "{path}");
    }
}
