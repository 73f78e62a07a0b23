/* A program of another name that carries CPython: three of its threads compute. */
#include <Python.h>

int main(void) {
  Py_Initialize();
  return PyRun_SimpleString("import threading\n"
                            "def turn():\n"
                            "  while True: pass\n"
                            "for _ in range(3): threading.Thread(target=turn).start()\n"
                            "turn()\n");
}
