// Command generator writes the vectors of this folder with the reference programs in Go:
//
//	cd vectors/log/generator && go run . ..
//
// Nothing runs it but a person who wants other vectors; the tests read what it wrote.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	formats "github.com/transparency-dev/formats/log"
	fnote "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/formats/witness"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/api/layout"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "log.example/receipts"
const largest = 70_000
const madeBy = "golang.org/x/mod v0.43.0, github.com/transparency-dev/formats v0.1.1 and github.com/transparency-dev/tessera v1.0.4, run by vectors/log/generator"

type object = map[string]any

// storage holds every stored hash of the tree, as x/mod numbers them.
type storage []tlog.Hash

func (s storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = s[index]
	}
	return hashes, nil
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func entry(i int64) []byte {
	digest := sha256.Sum256([]byte(strconv.FormatInt(i, 10)))
	return digest[:]
}

func base64Of(bytes []byte) string { return base64.StdEncoding.EncodeToString(bytes) }

func lines(hashes []tlog.Hash) []string {
	texts := make([]string, len(hashes))
	for i, hash := range hashes {
		texts[i] = base64Of(hash[:])
	}
	return texts
}

func grow() storage {
	var hashes storage
	for i := int64(0); i < largest; i++ {
		hashes = append(hashes, must(tlog.StoredHashes(i, entry(i), hashes))...)
	}
	return hashes
}

func root(size int64, hashes storage) tlog.Hash {
	if size == 0 {
		return sha256.Sum256(nil)
	}
	return must(tlog.TreeHash(size, hashes))
}

// tilesOf tells the path and the digest of every tile and bundle of a tree of one size.
func tilesOf(size int64, hashes storage) []object {
	tiles := []object{}
	for _, tile := range tlog.NewTiles(layout.TileHeight, 0, size) {
		bytes := must(tlog.ReadTileData(tile, hashes))
		path := layout.TilePath(uint64(tile.L), uint64(tile.N), uint8(tile.W%layout.TileWidth))
		tiles = append(tiles, object{"path": path, "sha256": digestOf(bytes)})
		if tile.L == 0 {
			bundle := []byte{}
			for i := int64(0); i < int64(tile.W); i++ {
				bundle = append(binary.BigEndian.AppendUint16(bundle, sha256.Size), entry(tile.N*layout.TileWidth+i)...)
			}
			var read api.EntryBundle
			if err := read.UnmarshalText(bundle); err != nil || len(read.Entries) != tile.W {
				panic("the bundle cannot be read")
			}
			path := layout.EntriesPath(uint64(tile.N), uint8(tile.W%layout.TileWidth))
			tiles = append(tiles, object{"path": path, "sha256": digestOf(bundle)})
		}
	}
	return tiles
}

func digestOf(bytes []byte) string {
	digest := sha256.Sum256(bytes)
	return base64Of(digest[:])
}

func treeVectors(hashes storage) object {
	roots := []object{}
	sizes := []int64{}
	for size := int64(0); size <= 300; size++ {
		sizes = append(sizes, size)
	}
	for _, size := range append(sizes, 511, 512, 513, 1000, 65535, 65536, 65537, largest) {
		hash := root(size, hashes)
		roots = append(roots, object{"size": size, "root": base64Of(hash[:])})
	}
	tiles := []object{}
	for _, size := range []int64{1, 255, 256, 257, 300, 1000, largest} {
		all := tilesOf(size, hashes)
		whole := sha256.New()
		for _, tile := range all {
			fmt.Fprintf(whole, "%s %s\n", tile["path"], tile["sha256"])
		}
		listed := all
		if len(all) > 12 {
			listed = nil
		}
		tiles = append(tiles, object{"size": size, "count": len(all), "tiles": listed, "sha256_of_list": base64Of(whole.Sum(nil))})
	}
	paths := []object{}
	for _, n := range []uint64{0, 7, 999, 1000, 1234067, 999999999, 1000000000} {
		for _, width := range []uint8{0, 1, 255} {
			paths = append(paths, object{"level": 3, "index": n, "width": partialWidth(width), "path": layout.TilePath(3, n, width)})
			paths = append(paths, object{"level": "entries", "index": n, "width": partialWidth(width), "path": layout.EntriesPath(n, width)})
		}
	}
	return object{"made_by": madeBy, "entry": "entry i is SHA-256 of i in decimal digits; list lines are `path sha256`", "roots": roots, "trees": tiles, "paths": paths}
}

func partialWidth(width uint8) int {
	if width == 0 {
		return layout.TileWidth
	}
	return int(width)
}

func proofVectors(hashes storage) object {
	inclusion := []object{}
	for _, size := range []int64{1, 2, 3, 4, 7, 8, 9, 255, 256, 257, 300, 1000, 65537, largest} {
		for _, index := range []int64{0, 1, size / 3, size / 2, size - 2, size - 1} {
			if index < 0 || index >= size {
				continue
			}
			found := must(tlog.ProveRecord(size, index, hashes))
			if err := tlog.CheckRecord(found, size, root(size, hashes), index, tlog.RecordHash(entry(index))); err != nil {
				panic(err)
			}
			inclusion = append(inclusion, object{"size": size, "index": index, "proof": lines(found)})
		}
	}
	consistency := []object{}
	for _, size := range []int64{1, 2, 3, 6, 7, 8, 9, 256, 257, 300, 1000, 65537, largest} {
		for _, old := range []int64{1, 2, 3, 4, 6, 7, 64, 128, 255, 256, 299, 512, 65536, size - 1, size} {
			if old < 1 || old > size {
				continue
			}
			found := must(tlog.ProveTree(size, old, hashes))
			if err := tlog.CheckTree(found, size, root(size, hashes), old, root(old, hashes)); err != nil {
				panic(err)
			}
			consistency = append(consistency, object{"old_size": old, "size": size, "proof": lines(found)})
		}
	}
	return object{"made_by": madeBy, "entry": "as in tree.json, where the roots are", "inclusion": inclusion, "consistency": consistency}
}

type key struct {
	name, skey, vkey, cosignerVkey string
	private                        ed25519.PrivateKey
}

func newKey(name string) key {
	seed := sha256.Sum256([]byte("seed of " + name))
	private := ed25519.NewKeyFromSeed(seed[:])
	vkey := must(note.NewEd25519VerifierKey(name, private.Public().(ed25519.PublicKey)))
	id := strings.Split(vkey, "+")[1]
	skey := fmt.Sprintf("PRIVATE+KEY+%s+%s+%s", name, id, base64Of(append([]byte{1}, seed[:]...)))
	return key{name, skey, vkey, must(fnote.VKeyToCosignatureV1(vkey)), private}
}

// cosigner signs at a fixed time, which the signer of the reference does not; its verifier judges the result.
type cosigner struct {
	note.Verifier
	private ed25519.PrivateKey
	time    uint64
}

func (c cosigner) Sign(text []byte) ([]byte, error) {
	message := fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", c.time, text)
	return append(binary.BigEndian.AppendUint64(nil, c.time), ed25519.Sign(c.private, message)...), nil
}

func (k key) cosigner(time uint64) cosigner {
	return cosigner{must(fnote.NewVerifierForCosignatureV1(k.cosignerVkey)), k.private, time}
}

func noteVectors(hashes storage) object {
	log, other := newKey(origin), newKey("other.example/log")
	witnesses := []key{newKey("witness.example/w1"), newKey("witness.example/w2"), newKey("witness.example/w3")}
	signer := must(note.NewSigner(log.skey))
	hash := root(1000, hashes)
	text := string(formats.Checkpoint{Origin: origin, Size: 1000, Hash: hash[:]}.Marshal())
	signed := string(must(note.Sign(&note.Note{Text: text}, signer)))
	plain := string(must(note.Sign(&note.Note{Text: "Ognuno sta solo\n\ned è subito sera.\n"}, signer, must(note.NewSigner(other.skey)))))
	cosigned := func(keys ...key) string {
		signers := []note.Signer{signer}
		for i, k := range keys {
			signers = append(signers, k.cosigner(1_800_000_000+uint64(i)))
		}
		return string(must(note.Sign(&note.Note{Text: text}, signers...)))
	}
	found := must(tlog.ProveRecord(1000, 137, hashes))
	inclusion := make([][sha256.Size]byte, len(found))
	for i, h := range found {
		inclusion[i] = h
	}
	checkpoint := cosigned(witnesses...)
	policy := "log " + log.vkey + "\n"
	for i, k := range witnesses {
		policy += fmt.Sprintf("witness w%d %s https://w%d.example\n", i+1, k.cosignerVkey, i+1)
	}
	vkeys := []object{}
	for _, k := range append([]key{log, other}, witnesses...) {
		vkeys = append(vkeys, object{"name": k.name, "skey": k.skey, "vkey": k.vkey, "cosigner_vkey": k.cosignerVkey})
	}
	return object{
		"made_by":          madeBy,
		"keys":             vkeys,
		"note":             plain,
		"checkpoint":       object{"origin": origin, "size": 1000, "root": base64Of(hash[:]), "signed": signed, "cosigned": checkpoint, "times": []int{1_800_000_000, 1_800_000_001, 1_800_000_002}},
		"proof":            string(proof.TLogProof{Index: 137, Hashes: inclusion, Checkpoint: []byte(checkpoint)}.Marshal()),
		"proof_with_extra": string(proof.TLogProof{Index: 137, Hashes: inclusion, Checkpoint: []byte(checkpoint), ExtraData: []byte("extra")}.Marshal()),
		"notes":            noteVerdicts(plain, log),
		"policies":         policyVerdicts(policy, witnesses, cosigned),
	}
}

// noteVerdicts holds notes with what note.Open says of each.
func noteVerdicts(good string, log key) []object {
	change := func(from, to string) string { return strings.Replace(good, from, to, 1) }
	cases := []string{
		good, "", "\n", good[:len(good)-1], good + "\n", strings.TrimSuffix(good, "\n") + "\r\n", good + "x\n",
		change("\n\n", "\n"), change("— ", "- "), change("— ", "—"), change(" sta", "\tsta"), change("è", "\xff"),
		change("log.example/receipts ", "log.example/receipts  "), change("log.example/receipts ", "log.example+receipts "),
		change("log.example/receipts ", "log.example/receipts\u00a0x "), change("log.example/receipts ", " "),
		change("solo", "sola"), change("— other", "— another"), strings.Split(good, "— ")[0], good + "— x AAAA\n", good + "— x AAAAAAA=\n",
		good + "— x AAAAAAAA\n", good + "— x AAAAAAA\n",
	}
	verifiers := note.VerifierList(must(note.NewVerifier(log.vkey)))
	verdicts := []object{}
	for _, text := range cases {
		_, err := note.Open([]byte(text), verifiers)
		verdict := "valid"
		switch err.(type) {
		case nil:
		case *note.InvalidSignatureError:
			verdict = "signature"
		case *note.UnverifiedNoteError:
			verdict = "unsigned"
		default:
			verdict = "malformed"
		}
		verdicts = append(verdicts, object{"note": base64Of([]byte(text)), "verdict": verdict})
	}
	return verdicts
}

// policyVerdicts holds policies, and for each set of witnesses whether its signatures are enough.
func policyVerdicts(head string, witnesses []key, cosigned func(...key) string) []object {
	tails := []string{
		"quorum none\n", "quorum w2\n", "group g 2 w1 w2 w3\nquorum g\n", "group g any w1 w2\nquorum g\n",
		"group g all w1 w2 w3\nquorum g\n", "group a any w1 w2\n\tgroup b all a w3\n# both\n\nquorum b\n",
		"group a 1 w1\ngroup b any a w2\nquorum b\n",
	}
	verdicts := []object{}
	for _, tail := range tails {
		policy := must(witness.ParsePolicy([]byte(head + tail)))
		satisfied := []object{}
		for set := range 1 << len(witnesses) {
			var keys []key
			names := []string{}
			for i, k := range witnesses {
				if set>>i&1 == 1 {
					keys = append(keys, k)
					names = append(names, fmt.Sprintf("w%d", i+1))
				}
			}
			satisfied = append(satisfied, object{"signed": names, "is_quorum": policy.Satisfied([]byte(cosigned(keys...)))})
		}
		verdicts = append(verdicts, object{"policy": head + tail, "verdicts": satisfied})
	}
	return verdicts
}

// tesseraVectors holds the log that comes with Tessera, file by file.
func tesseraVectors() object {
	folder := strings.TrimSpace(string(must(exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/transparency-dev/tessera").Output())))
	base := filepath.Join(folder, "testdata", "log")
	files := object{}
	err := filepath.WalkDir(base, func(path string, found fs.DirEntry, err error) error {
		name, _ := filepath.Rel(base, path)
		if err != nil || found.IsDir() || strings.HasPrefix(name, ".") {
			return err
		}
		files[filepath.ToSlash(name)] = base64Of(must(os.ReadFile(path)))
		return nil
	})
	if err != nil {
		panic(err)
	}
	script := string(must(os.ReadFile(filepath.Join(base, "..", "build_log.sh"))))
	vkey := strings.Split(strings.Split(script, "LOG_PUBLIC_KEY=\"")[1], "\"")[0]
	return object{"made_by": "Tessera v1.0.4, testdata/log, Apache-2.0, Google LLC; gathered by vectors/log/generator", "vkey": vkey, "files": files}
}

func write(name string, value object) {
	text := must(json.MarshalIndent(value, "", " "))
	if err := os.WriteFile(filepath.Join(os.Args[1], name), append(text, '\n'), 0o644); err != nil {
		panic(err)
	}
}

func main() {
	hashes := grow()
	write("tree.json", treeVectors(hashes))
	write("proofs.json", proofVectors(hashes))
	write("notes.json", noteVectors(hashes))
	write("tessera.json", tesseraVectors())
}
