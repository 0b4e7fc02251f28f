/* Stand-ins for three Windows 10 system libraries that Wine 8 lacks, for tests under Wine alone.
 *
 * Qt imports two of them by name and is content with converters and colour profiles that cannot
 * be opened; Rust's standard library, which the workbook reader is built with, asks the third for
 * random numbers. Compiled with -DICUUC, -DMSCMS, -DPRNG into a Wine prefix's system32, never into
 * a build: packaging/finish.py refuses a folder that holds one.
 */
#include <stddef.h>

#define OUT __declspec(dllexport)
#define NOT_SUPPORTED 16 /* U_UNSUPPORTED_ERROR */

static void *refused(int *error) {
    if (error) *error = NOT_SUPPORTED;
    return NULL;
}

#ifdef ICUUC
OUT void *ucnv_open(const char *name, int *error) { (void)name; return refused(error); }
OUT const char *ucnv_getName(const void *c, int *error) { (void)c; return refused(error); }
OUT const char *ucnv_getStandardName(const char *n, const char *s, int *error) {
    (void)n; (void)s;
    return refused(error);
}
OUT const char *ucnv_getAvailableName(int number) { (void)number; return NULL; }
OUT int ucnv_countAvailable(void) { return 0; }
OUT void ucnv_close(void *c) { (void)c; }
OUT void ucnv_reset(void *c) { (void)c; }
OUT signed char ucnv_getMaxCharSize(const void *c) { (void)c; return 1; }
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
OUT void ucnv_getToUCallBack(const void *c, void **act, const void **with) {
    (void)c;
    if (act) *act = NULL;
    if (with) *with = NULL;
}
OUT void ucnv_getFromUCallBack(const void *c, void **act, const void **with) {
    ucnv_getToUCallBack(c, act, with);
}
OUT void ucnv_setToUCallBack(void *c, void *act, const void *with, void **old_act,
                             const void **old_with, int *error) {
    (void)c; (void)act; (void)with; (void)old_act; (void)old_with;
    refused(error);
}
OUT void ucnv_setFromUCallBack(void *c, void *act, const void *with, void **old_act,
                               const void **old_with, int *error) {
    ucnv_setToUCallBack(c, act, with, old_act, old_with, error);
}
OUT void ucnv_toUnicode(void *c, void **to, const void *to_end, const char **from,
                        const char *from_end, int *offsets, signed char flush, int *error) {
    (void)c; (void)to; (void)to_end; (void)from; (void)from_end; (void)offsets; (void)flush;
    refused(error);
}
OUT void ucnv_fromUnicode(void *c, char **to, const char *to_end, const void **from,
                          const void *from_end, int *offsets, signed char flush, int *error) {
    (void)c; (void)to; (void)to_end; (void)from; (void)from_end; (void)offsets; (void)flush;
    refused(error);
}
OUT void ucnv_cbToUWriteUChars(void *a, const void *s, int n, int o, int *error) {
    (void)a; (void)s; (void)n; (void)o;
    refused(error);
}
OUT void ucnv_cbFromUWriteUChars(void *a, const void **s, const void *end, int o, int *error) {
    (void)a; (void)s; (void)end; (void)o;
    refused(error);
}
OUT int ucnv_toUCountPending(const void *c, int *error) {
    (void)c;
    refused(error);
    return 0;
}
OUT int ucnv_fromUCountPending(const void *c, int *error) {
    return ucnv_toUCountPending(c, error);
}
#endif

#ifdef MSCMS
OUT void *OpenColorProfileW(void *p, unsigned a, unsigned s, unsigned m) {
    (void)p; (void)a; (void)s; (void)m;
    return NULL;
}
OUT void *WcsOpenColorProfileW(void *p, void *c, void *g, unsigned a, unsigned s, unsigned m,
                               unsigned f) {
    (void)p; (void)c; (void)g; (void)a; (void)s; (void)m; (void)f;
    return NULL;
}
OUT void *WcsCreateIccProfile(void *p, unsigned options) { (void)p; (void)options; return NULL; }
OUT int CloseColorProfile(void *p) { (void)p; return 1; }
OUT int GetColorProfileFromHandle(void *p, void *b, unsigned *n) {
    (void)p; (void)b; (void)n;
    return 0;
}
OUT int GetColorDirectoryW(void *m, void *b, unsigned *n) { (void)m; (void)b; (void)n; return 0; }
OUT int GetStandardColorSpaceProfileW(void *m, unsigned s, void *b, unsigned *n) {
    (void)m; (void)s; (void)b; (void)n;
    return 0;
}
#endif

#ifdef PRNG
/* RtlGenRandom's true name; advapi32 exports it. */
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *bytes, unsigned long count);
OUT int ProcessPrng(unsigned char *bytes, size_t count) {
    return SystemFunction036(bytes, (unsigned long)count);
}
#endif
