// On Windows the Node-API functions live in the program that loads the addon, whatever its name is: node.exe, or
// Electron's. The import is delayed under the name node.exe, and this hook answers it with the running program.

#if defined(_WIN32)

#include <windows.h>

#include <delayimp.h>

#include <cstring>

namespace {

FARPROC WINAPI resolve(unsigned event, DelayLoadInfo *info) {
    if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "node.exe") != 0)
        return nullptr;
    return reinterpret_cast<FARPROC>(GetModuleHandleW(nullptr));
}

} // namespace

extern "C" const PfnDliHook __pfnDliNotifyHook2 = resolve;

#endif
