// routines KIND: goroutines that compute, or wait for what the runtime gives them.
package main

import (
	"net"
	"net/http"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"
)

func silent() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return listener
}

func keepAccepted(listener net.Listener) {
	var kept []net.Conn
	for {
		connection, _ := listener.Accept()
		kept = append(kept, connection)
	}
}

func compute(long time.Duration) {
	for end := time.Now().Add(long); time.Now().Before(end); {
	}
}

// Fifty of them wait for answers of another process.
func clients(address string) {
	for i := 0; i < 50; i++ {
		go func() {
			connection, err := net.Dial("tcp", address)
			if err != nil {
				panic(err)
			}
			connection.Read(make([]byte, 1))
		}()
	}
	select {}
}

func underMutex() {
	var lock sync.Mutex
	for i := 0; i < 20; i++ {
		go func() {
			for {
				lock.Lock()
				compute(2 * time.Millisecond)
				lock.Unlock()
			}
		}()
	}
	select {}
}

func spin() {
	for i := 1; i < runtime.GOMAXPROCS(0); i++ {
		go func() {
			for {
			}
		}()
	}
	for {
	}
}

func waitGroup() {
	var all sync.WaitGroup
	for i := 0; i < 100; i++ {
		all.Add(1)
		go func() {
			time.Sleep(time.Hour)
			all.Done()
		}()
	}
	all.Wait()
}

// A pool of workers behind a channel that nobody fills, and a ticker.
func workers() {
	tasks := make(chan func())
	for i := 0; i < 16; i++ {
		go func() {
			for task := range tasks {
				task()
			}
		}()
	}
	for range time.Tick(100 * time.Millisecond) {
	}
}

func direct(path string) {
	for i := 0; i < 4; i++ {
		go func(at int64) {
			file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_DIRECT, 0)
			if err != nil {
				panic(err)
			}
			area, _ := syscall.Mmap(-1, 0, 1<<20, syscall.PROT_READ|syscall.PROT_WRITE,
				syscall.MAP_ANON|syscall.MAP_PRIVATE)
			for ; ; at = (at + 7) % 60 {
				file.ReadAt(area, at<<20)
			}
		}(int64(i))
	}
	select {}
}

// Each has a thread of its own, in a system call that does not return.
func blockedInCalls() {
	for i := 0; i < 8; i++ {
		go func() {
			runtime.LockOSThread()
			var ends [2]int
			syscall.Pipe(ends[:])
			syscall.Read(ends[0], make([]byte, 1))
		}()
	}
	select {}
}

func main() {
	switch os.Args[1] {
	case "http":
		panic(http.Serve(silent(), nil))
	case "own-client":
		listener := silent()
		go keepAccepted(listener)
		clients(listener.Addr().String())
	case "client":
		clients(os.Args[2])
	case "mutex":
		underMutex()
	case "spin":
		spin()
	case "one":
		for {
		}
	case "group":
		waitGroup()
	case "workers":
		workers()
	case "direct":
		direct(os.Args[2])
	case "calls":
		blockedInCalls()
	}
}
