// Follows a log that is served as C2SP tlog-tiles by Go's own checksum database library, golang.org/x/mod/sumdb: it opens the
// checkpoint, works the root out of the tiles, proves and checks leaves and an earlier size, and reads every hash on the way through
// the library's authenticated tile reader.
//
//	follow <address> <verifier key> <token>
package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type served struct{ address, token string }

func (s served) get(path string) ([]byte, error) {
	request, err := http.NewRequest("GET", s.address+"/"+path, nil)
	if err != nil {
		return nil, err
	}
	if s.token != "" {
		request.Header.Set("Authorization", "Bearer "+s.token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != 200 {
		return nil, fmt.Errorf("%s answers %s", path, response.Status)
	}
	return io.ReadAll(response.Body)
}

func (s served) Height() int { return height }

func (s served) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

// The checksum database says the height in its paths, tile/8/0/000, and tlog-tiles does not: tile/0/000.
func (s served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	public := served{s.address, ""}
	var all [][]byte
	for _, tile := range tiles {
		data, err := public.get(strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// The leaf at an index, out of its bundle (C2SP tlog-tiles).
func (s served) leaf(index, size int64) ([]byte, error) {
	tile := tlog.Tile{H: height, L: 0, N: index >> height, W: 1 << height}
	if width := size - tile.N<<height; width < 1<<height {
		tile.W = int(width)
	}
	bundle, err := s.get(strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
	for skip := index & (1<<height - 1); err == nil && len(bundle) >= 2; skip-- {
		length := int(binary.BigEndian.Uint16(bundle))
		if len(bundle) < 2+length {
			break
		}
		if skip == 0 {
			return bundle[2 : 2+length], nil
		}
		bundle = bundle[2+length:]
	}
	return nil, fmt.Errorf("leaf %d is not served: %v", index, err)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	log := served{os.Args[1], os.Args[3]}
	verifier, err := note.NewVerifier(os.Args[2])
	check(err)
	text, err := log.get("checkpoint")
	check(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != verifier.Name() {
		check(fmt.Errorf("this is the log %s", lines[0]))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)

	hashes := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, log)
	rebuilt, err := tlog.TreeHash(size, hashes)
	check(err)
	if rebuilt != root {
		check(fmt.Errorf("the tiles make %v, and %v was signed", rebuilt, root))
	}
	for _, index := range []int64{0, 1, 255, 256, size / 2, size - 2, size - 1} {
		leaf, err := log.leaf(index, size)
		check(err)
		proof, err := tlog.ProveRecord(size, index, hashes)
		check(err)
		check(tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(leaf)))
	}
	for _, earlier := range []int64{1, 255, 256, 257, size / 2, size - 1} {
		before, err := tlog.TreeHash(earlier, hashes)
		check(err)
		proof, err := tlog.ProveTree(size, earlier, hashes)
		check(err)
		check(tlog.CheckTree(proof, size, root, earlier, before))
	}
	fmt.Printf("%s: %d leaves, root %v\n", lines[0], size, root)
}
