// Translated from agent.wasm by wasm/build.sh: do not edit.
// @ts-nocheck
export function instantiate(asmLibraryArg) {
  var bufferView;
  var base64ReverseLookup = new Uint8Array(123/*'z'+1*/);
  for (var i = 25; i >= 0; --i) {
    base64ReverseLookup[48+i] = 52+i; // '0-9'
    base64ReverseLookup[65+i] = i; // 'A-Z'
    base64ReverseLookup[97+i] = 26+i; // 'a-z'
  }
  base64ReverseLookup[43] = 62; // '+'
  base64ReverseLookup[47] = 63; // '/'
  /** @noinline Inlining this function would mean expanding the base64 string 4x times in the source code, which Closure seems to be happy to do. */
  function base64DecodeToExistingUint8Array(uint8Array, offset, b64) {
    var b1, b2, i = 0, j = offset, bLength = b64.length, end = offset + (bLength*3>>2) - (b64[bLength-2] == '=') - (b64[bLength-1] == '=');
    for (; i < bLength; i += 4) {
      b1 = base64ReverseLookup[b64.charCodeAt(i+1)];
      b2 = base64ReverseLookup[b64.charCodeAt(i+2)];
      uint8Array[j++] = base64ReverseLookup[b64.charCodeAt(i)] << 2 | b1 >> 4;
      if (j < end) uint8Array[j++] = b1 << 4 | b2 >> 2;
      if (j < end) uint8Array[j++] = b2 << 6 | base64ReverseLookup[b64.charCodeAt(i+3)];
    }
    return uint8Array;
  }
function initActiveSegments(imports) {
  base64DecodeToExistingUint8Array(bufferView, 1026, "ekQAAEBAAABIRAAAgEAAQBxFAACgQADA2kUAAMhCAADIQwAA+kUAAEBAAAB6RACAO0UAAKBBAADIQgAA+kMAgDtFAABIQwBg6kYAQBxGmpmZPgAAwD8AAMA/AADIQgBAnEUAYOpHAIA7RQCAO0UAAHpEAAB6RAAA8EEAAHpEAAAgQQAA+kQAAABBAECcRQAAyEEAAIBAAACAPwBAnEYAQBxGAABAQABgakcAYOpGAACAQAAAlkMAQJxGAACgQABAnEYAAEBAAGBqRwBAnEYAAABAAGDqRwCAO0UAYOpGAADwQQBgakcAAAAAAAAAVQAAAFUAAABVAAAAVQAAAFUAAABVAAAAVQAAAFUAAABVAAAAVQAAAFUAAABVAAAAVQAAAFUAAABVAAAAVQAAAFUAAABVAAAAVQAAAFUAAABVAAAAAAAAANUAAADV");
  base64DecodeToExistingUint8Array(bufferView, 2323, "1QAAANU=");
  base64DecodeToExistingUint8Array(bufferView, 2627, "1Q==");
  base64DecodeToExistingUint8Array(bufferView, 3199, "1Q==");
  base64DecodeToExistingUint8Array(bufferView, 3507, "1Q==");
  base64DecodeToExistingUint8Array(bufferView, 3803, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 3851, "1QAAANU=");
  base64DecodeToExistingUint8Array(bufferView, 3879, "1Q==");
}

  var scratchBuffer = new ArrayBuffer(16);
  var i32ScratchView = new Int32Array(scratchBuffer);
  var f32ScratchView = new Float32Array(scratchBuffer);
  var f64ScratchView = new Float64Array(scratchBuffer);
  
  function wasm2js_memory_fill(dest, value, size) {
    dest = dest >>> 0;
    size = size >>> 0;
    if (dest + size > bufferView.length) throw "trap: invalid memory.fill";
    bufferView.fill(value, dest, dest + size);
  }
      
function asmFunc(env) {
 var buffer = new ArrayBuffer(65536);
 var HEAP8 = new Int8Array(buffer);
 var HEAP16 = new Int16Array(buffer);
 var HEAP32 = new Int32Array(buffer);
 var HEAPU8 = new Uint8Array(buffer);
 var HEAPU16 = new Uint16Array(buffer);
 var HEAPU32 = new Uint32Array(buffer);
 var HEAPF32 = new Float32Array(buffer);
 var HEAPF64 = new Float64Array(buffer);
 var Math_imul = Math.imul;
 var Math_fround = Math.fround;
 var Math_abs = Math.abs;
 var Math_clz32 = Math.clz32;
 var Math_min = Math.min;
 var Math_max = Math.max;
 var Math_floor = Math.floor;
 var Math_ceil = Math.ceil;
 var Math_trunc = Math.trunc;
 var Math_sqrt = Math.sqrt;
 var abort = env.abort;
 var nan = NaN;
 var infinity = Infinity;
 var fimport$0 = env.emit;
 // EMSCRIPTEN_START_FUNCS
;
 function $0($0_1, $1_1, $2_1, $3_1, $4_1) {
  var $5_1 = 0, $6_1 = 0, $7_1 = Math_fround(0);
  $6_1 = ($2_1 << 4) + $0_1 | 0;
  $5_1 = (($6_1 & 1023) << 3) + 28456 | 0;
  $7_1 = HEAPF32[314];
  if (!(HEAP32[$5_1 >> 2] == ($6_1 | 0) & HEAPF32[311] > Math_fround($7_1 - HEAPF32[$5_1 + 4 >> 2]))) {
   HEAPF32[$5_1 + 4 >> 2] = $7_1;
   HEAP32[$5_1 >> 2] = $6_1;
   $5($0_1, Math_fround(Math_fround($1_1 >>> 0) / Math_fround(10.0)), $2_1, $3_1, $4_1, Math_fround(0.0), Math_fround(0.0));
  }
 }
 
 function $1() {
  HEAP32[316] = 1426063360;
  HEAP32[317] = 1426063360;
  label$1 : {
   if (HEAPU8[3812]) {
    break label$1
   }
   if (HEAPU8[3873]) {
    HEAPF32[316] = HEAPF32[314] + HEAPF32[281]
   }
   if (!HEAPU8[3204]) {
    break label$1
   }
   HEAPF32[317] = HEAPF32[314] + HEAPF32[299];
  }
 }
 
 function $2($0_1) {
  var $1_1 = 0, $2_1 = Math_fround(0);
  $2_1 = HEAPF32[314];
  HEAPF32[581] = $2_1;
  $1_1 = HEAP32[579];
  if ($1_1) {
   label$2 : {
    if (!($0_1 & 1)) {
     break label$2
    }
    $0_1 = HEAP32[$1_1 + 4 >> 2];
    if (!(HEAPF32[284] <= Math_fround($2_1 - HEAPF32[969])) | (HEAPU8[$1_1 + 58 | 0] | !$0_1)) {
     break label$2
    }
    $0(3, 4, HEAP32[$1_1 >> 2], Math_fround($0_1 >>> 0), Math_fround($2_1 - HEAPF32[$1_1 + 44 >> 2]));
   }
   HEAP8[$1_1 + 58 | 0] = 1;
   HEAP8[$1_1 + 56 | 0] = 0;
   HEAP32[$1_1 + 4 >> 2] = 0;
  }
 }
 
 function $3($0_1, $1_1) {
  var $2_1 = Math_fround(0);
  HEAP32[315] = 1426063360;
  label$1 : {
   if (HEAPU8[3846] | !(HEAPF32[272] <= Math_fround(HEAPF32[314] - HEAPF32[951]) ? 1 : HEAPU8[3845])) {
    break label$1
   }
   $2_1 = HEAPF32[314];
   if (HEAPF32[274] > Math_fround($2_1 - HEAPF32[962])) {
    break label$1
   }
   HEAPF32[962] = $2_1;
   $5(9, Math_fround(Math_fround($1_1 >>> 0) / Math_fround(10.0)), 0, Math_fround($0_1 >>> 0), HEAPF32[960], Math_fround(0.0), Math_fround(0.0));
   $9($0_1);
   $10($0_1);
  }
 }
 
 function $4($0_1, $1_1, $2_1, $3_1, $4_1, $5_1) {
  var $6_1 = Math_fround(0);
  label$1 : {
   $6_1 = $4_1;
   $4_1 = $6($0_1, $2_1, HEAPF32[314], $5_1);
   if ($6_1 <= $4_1) {
    if (!$0_1) {
     break label$1
    }
    HEAPF32[$0_1 + 132 >> 2] = HEAPF32[314];
    $0($1_1, 5, $2_1, $3_1, $4_1);
   }
   return $4_1;
  }
  abort();
 }
 
 function $5($0_1, $1_1, $2_1, $3_1, $4_1, $5_1, $6_1) {
  var $7_1 = Math_fround(0), $8_1 = Math_fround(0);
  $7_1 = HEAPF32[314];
  if (HEAPF32[313] <= Math_fround($7_1 - HEAPF32[9162])) {
   HEAPF32[9162] = $7_1;
   $8_1 = Math_fround(1.0);
  } else {
   $8_1 = Math_fround(HEAPF32[9163] + Math_fround(1.0))
  }
  HEAPF32[9163] = $8_1;
  if (HEAPF32[312] >= $8_1) {
   fimport$0($0_1 | 0, Math_fround($1_1), $2_1 | 0, +$7_1, Math_fround($3_1), Math_fround($4_1), Math_fround($5_1), Math_fround($6_1))
  }
 }
 
 function $6($0_1, $1_1, $2_1, $3_1) {
  var $4_1 = 0, $5_1 = 0;
  if ($0_1) {
   $4_1 = HEAP32[$0_1 + 128 >> 2];
   HEAP32[$0_1 + 128 >> 2] = $4_1 + 1;
   $4_1 = (($4_1 & 15) << 3) + $0_1 | 0;
   HEAPF32[$4_1 + 4 >> 2] = $2_1;
   HEAP32[$4_1 >> 2] = $1_1;
   $5_1 = $0_1 + 12 | 0;
   $2_1 = Math_fround(Math_max(HEAPF32[$0_1 + 132 >> 2], Math_fround($2_1 - $3_1)));
   $0_1 = -1;
   $3_1 = Math_fround(0.0);
   while (1) {
    $4_1 = $0_1 + 1 | 0;
    $0_1 = ($0_1 << 3) + $5_1 | 0;
    label$3 : {
     while (1) {
      if ($4_1 >>> 0 > 15) {
       break label$3
      }
      if (!(HEAP32[$0_1 - 4 >> 2] == ($1_1 | 0) & $2_1 < HEAPF32[$0_1 >> 2])) {
       $0_1 = $0_1 + 8 | 0;
       $4_1 = $4_1 + 1 | 0;
       continue;
      }
      break;
     };
     $3_1 = Math_fround($3_1 + Math_fround(1.0));
     $0_1 = $4_1;
     continue;
    }
    break;
   };
   return $3_1;
  }
  abort();
 }
 
 function $7($0_1, $1_1, $2_1, $3_1) {
  var $4_1 = 0, $5_1 = 0;
  $5_1 = (($2_1 & 63) << 2) + 2328 | 0;
  $3_1 = Math_fround($3_1 - HEAPF32[580]);
  label$1 : {
   if ($3_1 <= HEAPF32[285]) {
    if ($3_1 < Math_fround(-1.0)) {
     break label$1
    }
    $4_1 = HEAP32[579];
    if (HEAPU8[2584] | !$4_1 | HEAP32[$5_1 >> 2] == ($2_1 | 0)) {
     break label$1
    }
    HEAP8[2584] = 1;
    HEAP8[$4_1 + 56 | 0] = 1;
    $0(5, $1_1, HEAP32[$4_1 >> 2], Math_fround($0_1 >>> 0), Math_fround(HEAPF32[314] - HEAPF32[580]));
    return;
   }
   HEAP32[$5_1 >> 2] = $2_1;
  }
 }
 
 function $8($0_1, $1_1, $2_1) {
  var $3_1 = 0, $4_1 = 0;
  label$1 : {
   if (!($1_1 >= Math_fround(1.0)) | !($1_1 <= Math_fround(8.0))) {
    break label$1
   }
   $3_1 = HEAP32[$0_1 + 4 >> 2];
   if (!(Math_fround($3_1 >>> 0) >= $1_1)) {
    break label$1
   }
   $4_1 = Math_fround(HEAPF32[$0_1 + 44 >> 2] - HEAPF32[((($3_1 - ($1_1 <= Math_fround(4294966784.0) ? ~~$1_1 >>> 0 : 7) & 7) << 2) + $0_1 | 0) + 8 >> 2]) <= $2_1;
  }
  return $4_1;
 }
 
 function $9($0_1) {
  var $1_1 = Math_fround(0);
  if (HEAPU8[3873]) {
   HEAP8[3873] = 0;
   $1_1 = HEAPF32[966];
   $5(14, Math_fround(Math_fround($1_1 + Math_fround(6.0)) / Math_fround(10.0)), 0, HEAPF32[964], HEAPF32[965], $1_1, Math_fround($0_1 >>> 0));
  }
 }
 
 function $10($0_1) {
  var $1_1 = 0;
  $1_1 = HEAP32[872];
  if (!(!$1_1 | HEAP32[877] == ($1_1 | 0) & HEAPF32[310] >= Math_fround(HEAPF32[314] - HEAPF32[876]))) {
   $0(12, 6, $1_1, Math_fround($0_1 >>> 0), HEAPF32[874]);
   HEAP32[874] = 0;
   HEAP32[872] = 0;
  }
 }
 
 function $11() {
  var $0_1 = 0, $1_1 = Math_fround(0), $2_1 = Math_fround(0);
  $0_1 = HEAP32[579];
  if (!(!$0_1 | !HEAP32[$0_1 + 4 >> 2] | HEAPU8[$0_1 + 58 | 0])) {
   $2_1 = HEAPF32[$0_1 + 44 >> 2];
   $1_1 = Math_fround($2_1 + HEAPF32[283]);
   label$2 : {
    if (!(HEAPF32[337] >= $2_1)) {
     break label$2
    }
    if (!HEAP32[336]) {
     $1_1 = Math_fround(Math_max($1_1, Math_fround(HEAPF32[338] + Math_fround(400.0))));
     break label$2;
    }
    $1_1 = Math_fround($2_1 + HEAPF32[265]);
   }
   HEAPF32[((HEAP32[$0_1 >> 2] & 15) << 2) + 1280 >> 2] = $1_1;
  }
 }
 
 function $12($0_1, $1_1) {
  var $2_1 = 0;
  $0_1 = $0_1 >= Math_fround(0.0) ? ($0_1 < Math_fround(8796093022208.0) ? $0_1 : Math_fround(0.0)) : Math_fround(0.0);
  $1_1 = $1_1 >= Math_fround(0.0) ? ($1_1 < Math_fround(8796093022208.0) ? $1_1 : Math_fround(-1.0)) : Math_fround(-1.0);
  if (!($0_1 == HEAPF32[964] & $1_1 == HEAPF32[965])) {
   HEAPF32[965] = $1_1;
   HEAPF32[964] = $0_1;
   $2_1 = ($1_1 < Math_fround(0.0) ? $0_1 : $1_1) > Math_fround(0.0);
   HEAP8[3873] = $2_1;
   HEAP8[3872] = $2_1;
   if (!$2_1) {
    HEAP32[966] = 0
   }
   $1();
  }
 }
 
 function $13($0_1, $1_1) {
  var $2_1 = Math_fround(0);
  label$1 : {
   $0_1 = Math_fround($1_1 - $0_1);
   if (!($0_1 >= Math_fround(0.0)) | !($0_1 <= HEAPF32[296])) {
    break label$1
   }
   $2_1 = $6(3064, 1, $1_1, HEAPF32[298]);
   if (!($1_1 >= Math_fround(0.0)) | (HEAPF32[297] <= $2_1 ? 0 : HEAPU8[3060])) {
    break label$1
   }
   HEAPF32[799] = $1_1;
   $0(8, 5, 0, $0_1, $2_1);
  }
 }
 
 function $14() {
  var $0_1 = 0, $1_1 = 0, $2_1 = 0, $3_1 = 0, $4_1 = 0, $5_1 = Math_fround(0);
  $1_1 = -1;
  label$1 : {
   label$2 : while (1) {
    $2_1 = ($1_1 << 2) + 1264 | 0;
    $3_1 = $0_1;
    $4_1 = ($0_1 << 2) + 1260 | 0;
    $0_1 = $1_1;
    while (1) {
     if (($0_1 | 0) != 20) {
      $0_1 = $0_1 + 1 | 0;
      if ($0_1 >>> 0 > 20) {
       break label$1
      }
      $5_1 = HEAPF32[$2_1 >> 2];
      $1_1 = $0_1;
      $2_1 = $2_1 + 4 | 0;
      if (!(HEAPF32[$4_1 >> 2] > $5_1)) {
       continue
      }
      continue label$2;
     }
     break;
    };
    break;
   };
   return $3_1;
  }
  abort();
 }
 
 function $15() {
  
 }
 
 function $16($0_1) {
  $0_1 = $0_1 | 0;
  var $1_1 = Math_fround(0), $2_1 = 0;
  $2_1 = ($0_1 >>> 0 < 58 ? $0_1 : 58) << 2;
  $0_1 = 0;
  while (1) {
   if (($0_1 | 0) != ($2_1 | 0)) {
    $1_1 = HEAPF32[$0_1 + 36656 >> 2];
    if (!(!($1_1 >= Math_fround(0.0)) | !($1_1 <= Math_fround(1.0e9)))) {
     HEAPF32[$0_1 + 1024 >> 2] = $1_1
    }
    $0_1 = $0_1 + 4 | 0;
    continue;
   }
   break;
  };
  $1();
 }
 
 function $17($0_1) {
  $0_1 = $0_1 | 0;
  var $1_1 = Math_fround(0), $2_1 = Math_fround(0), $3_1 = 0, $4_1 = Math_fround(0), $5_1 = 0, $6_1 = Math_fround(0), $7_1 = Math_fround(0), $8_1 = 0, $9_1 = 0, $10_1 = 0.0, $11_1 = 0, $12_1 = 0, $13_1 = 0;
  $13_1 = ($0_1 >>> 0 < 64 ? $0_1 : 64) - 1 | 0;
  $9_1 = -1;
  label$1 : while (1) {
   label$2 : {
    label$3 : {
     label$4 : {
      label$5 : {
       label$6 : {
        label$7 : {
         label$8 : {
          label$9 : {
           label$10 : {
            label$11 : {
             label$12 : {
              label$13 : {
               if (($9_1 | 0) != ($13_1 | 0)) {
                $9_1 = $9_1 + 1 | 0;
                $0_1 = $9_1 << 5;
                $1_1 = Math_fround(HEAPF64[$0_1 + 36664 >> 3]);
                $2_1 = HEAPF32[314];
                $1_1 = $1_1 > $2_1 ? ($1_1 < Math_fround(8796093022208.0) ? $1_1 : $2_1) : $2_1;
                $3_1 = $0_1 + 36656 | 0;
                if (!(HEAPU8[$3_1 | 0] | !(HEAPU8[$3_1 + 1 | 0] & 8))) {
                 HEAPF32[314] = $1_1;
                 $1();
                 HEAPF32[314] = $2_1;
                }
                while (1) {
                 $0_1 = $14();
                 if ($0_1 >>> 0 > 20) {
                  break label$13
                 }
                 $5_1 = ($0_1 << 2) + 1260 | 0;
                 $2_1 = HEAPF32[$5_1 >> 2];
                 if ($2_1 > $1_1) {
                  HEAPF32[314] = $1_1;
                  label$18 : {
                   switch (HEAPU8[$3_1 | 0] - 1 | 0) {
                   case 0:
                    $1();
                    $0_1 = HEAPU8[$3_1 + 1 | 0];
                    if (!($0_1 & 1)) {
                     HEAP8[3844] = $0_1 >>> 1 & 1
                    }
                    HEAP8[3845] = 1;
                    HEAP32[315] = 1426063360;
                    $1_1 = HEAPF32[314];
                    HEAPF32[969] = $1_1;
                    HEAPF32[837] = $1_1;
                    HEAPF32[761] = $1_1;
                    HEAPF32[725] = $1_1;
                    HEAPF32[691] = $1_1;
                    HEAP8[2584] = 0;
                    $5_1 = HEAP8[$3_1 + 1 | 0];
                    if (!($5_1 & 16)) {
                     HEAPF32[876] = $1_1;
                     $2_1 = HEAPF32[$3_1 + 28 >> 2];
                     $0_1 = HEAP32[$3_1 + 4 >> 2];
                     HEAP32[877] = $2_1 >= Math_fround(1.0) ? ($2_1 <= Math_fround(2147483648.0) ? ($2_1 <= Math_fround(4294966784.0) ? ~~$2_1 >>> 0 : -1) : $0_1) : $0_1;
                    }
                    $2_1 = Math_fround(HEAPF64[$3_1 + 8 >> 3]);
                    $1_1 = $1_1 > $2_1 ? Math_fround(Math_max($2_1, HEAPF32[580])) : $1_1;
                    $0_1 = HEAP32[579];
                    label$42 : {
                     if (!$0_1) {
                      break label$42
                     }
                     $8_1 = ((HEAP32[$0_1 >> 2] & 15) << 2) + 1280 | 0;
                     if (!(HEAPF32[$8_1 >> 2] > Math_fround(HEAPF32[$0_1 + 44 >> 2] + HEAPF32[283]))) {
                      break label$42
                     }
                     HEAP32[$8_1 >> 2] = 1426063360;
                    }
                    HEAPF32[580] = $1_1;
                    HEAP32[579] = 0;
                    if ($5_1 & 24) {
                     continue label$1
                    }
                    $8_1 = HEAP32[$3_1 + 4 >> 2];
                    if (!$8_1) {
                     continue label$1
                    }
                    $0_1 = Math_imul($8_1 & 15, 60) + 1356 | 0;
                    HEAP32[579] = $0_1;
                    if (!(($8_1 | 0) != HEAP32[$0_1 >> 2] | HEAPF32[256] < Math_fround($1_1 - HEAPF32[$0_1 + 44 >> 2]))) {
                     if ($5_1 & 1) {
                      break label$2
                     }
                     $2_1 = Math_fround(HEAPF32[$3_1 + 20 >> 2] - HEAPF32[$0_1 + 52 >> 2]);
                     $4_1 = Math_fround($2_1 * $2_1);
                     $2_1 = Math_fround(HEAPF32[$3_1 + 16 >> 2] - HEAPF32[$0_1 + 48 >> 2]);
                     $4_1 = Math_fround($4_1 + Math_fround($2_1 * $2_1));
                     $2_1 = HEAPF32[263];
                     if ($4_1 <= Math_fround($2_1 * $2_1)) {
                      break label$2
                     }
                    }
                    wasm2js_memory_fill($0_1 + 4 | 0, 0, 56);
                    HEAP8[$0_1 + 58 | 0] = ($5_1 | 0) < 0;
                    HEAP32[$0_1 >> 2] = $8_1;
                    break label$2;
                   case 1:
                    $0_1 = HEAP32[$3_1 + 4 >> 2];
                    if ($0_1) {
                     HEAPF32[963] = $1_1
                    }
                    $2(($0_1 | 0) != 0);
                    continue label$1;
                   case 2:
                    $3_1 = HEAP32[$3_1 + 4 >> 2];
                    $5_1 = Math_imul($3_1 & 1023, 24);
                    $0_1 = $5_1 + 3880 | 0;
                    label$45 : {
                     if (HEAP32[$0_1 >> 2] == ($3_1 | 0)) {
                      $2_1 = Math_fround($1_1 - HEAPF32[$5_1 + 3888 >> 2]);
                      if (!($2_1 > HEAPF32[268])) {
                       break label$45
                      }
                     }
                     HEAP32[$0_1 + 12 >> 2] = 0;
                     HEAP32[$0_1 + 4 >> 2] = 0;
                     HEAP32[$0_1 >> 2] = $3_1;
                     $2_1 = Math_fround(0.0);
                    }
                    $4_1 = Math_fround($1_1 - HEAPF32[969]);
                    $3_1 = Math_fround(Math_abs(Math_fround($2_1 - HEAPF32[$0_1 + 16 >> 2]))) <= Math_fround($2_1 * Math_fround(.20000000298023224)) & Math_fround(Math_abs(Math_fround($4_1 - HEAPF32[$0_1 + 20 >> 2]))) > Math_fround(100.0);
                    HEAPF32[$0_1 + 20 >> 2] = $4_1;
                    HEAPF32[$0_1 + 16 >> 2] = $2_1;
                    HEAPF32[$0_1 + 8 >> 2] = $1_1;
                    $1_1 = HEAPF32[$0_1 + 12 >> 2];
                    if ($3_1 | $4_1 > HEAPF32[267]) {
                     if (!($1_1 > $2_1 ? 0 : $1_1 != Math_fround(0.0))) {
                      HEAPF32[$0_1 + 12 >> 2] = $2_1;
                      $1_1 = $2_1;
                     }
                     HEAP32[$0_1 + 4 >> 2] = HEAP32[$0_1 + 4 >> 2] + 1;
                    }
                    if (!(Math_fround($1_1 * Math_fround(.800000011920929)) > $2_1 & $1_1 >= Math_fround(500.0)) & HEAPF32[266] <= Math_fround(HEAPU32[$0_1 + 4 >> 2])) {
                     continue label$1
                    }
                    $2(1);
                    continue label$1;
                   case 3:
                    $1();
                    HEAPF32[969] = $1_1;
                    if (!(HEAPF32[$3_1 + 24 >> 2] > Math_fround(0.0))) {
                     continue label$1
                    }
                    HEAPF32[761] = $1_1 + HEAPF32[295];
                    continue label$1;
                   case 4:
                    $2_1 = HEAPF32[$3_1 + 24 >> 2];
                    if ($2_1 > Math_fround(0.0)) {
                     $0_1 = HEAP32[336] + 1 | 0;
                     $5_1 = 1348;
                     break label$5;
                    }
                    if (!($2_1 < Math_fround(0.0))) {
                     break label$4
                    }
                    $0_1 = HEAP32[336];
                    if (!$0_1) {
                     break label$4
                    }
                    $0_1 = $0_1 - 1 | 0;
                    $5_1 = 1352;
                    break label$5;
                   case 5:
                    $7(1, 7, HEAP32[$3_1 + 4 >> 2], $1_1);
                    continue label$1;
                   case 6:
                   case 8:
                    $1();
                    $0_1 = HEAPU8[$3_1 + 1 | 0];
                    if (!($0_1 & 1)) {
                     HEAP8[3844] = $0_1 >>> 1 & 1
                    }
                    HEAP32[315] = 1426063360;
                    if (HEAPU8[$3_1 | 0] == 9) {
                     HEAP32[948] = 0;
                     HEAP32[949] = 0;
                     HEAP32[946] = 0;
                     HEAP32[947] = 0;
                     HEAP32[950] = -721420288;
                     break label$6;
                    }
                    $0_1 = HEAPU8[$3_1 + 1 | 0];
                    if ($0_1 & 2) {
                     continue label$1
                    }
                    $6_1 = HEAPF32[$3_1 + 16 >> 2];
                    $2_1 = Math_fround($6_1 - HEAPF32[652]);
                    $4_1 = HEAPF32[$3_1 + 20 >> 2];
                    $1_1 = Math_fround($4_1 - HEAPF32[653]);
                    $7_1 = Math_fround(Math_fround($2_1 * $2_1) + Math_fround($1_1 * $1_1));
                    if (!($7_1 >= Math_fround(25.0))) {
                     break label$6
                    }
                    HEAPF32[653] = $4_1;
                    HEAPF32[652] = $6_1;
                    $6_1 = Math_fround(Math_fround(Math_sqrt($7_1)) + HEAPF32[656]);
                    HEAPF32[656] = $6_1;
                    if (Math_fround(Math_fround($2_1 * HEAPF32[654]) + Math_fround($1_1 * HEAPF32[655])) > Math_fround(0.0)) {
                     break label$6
                    }
                    HEAPF32[655] = $1_1;
                    HEAPF32[654] = $2_1;
                    $2_1 = HEAPF32[657];
                    $4_1 = Math_fround($4_1 - $1_1);
                    HEAPF32[657] = $4_1;
                    HEAP32[656] = 0;
                    if ($0_1 & 4 | $6_1 < HEAPF32[292]) {
                     break label$6
                    }
                    $1_1 = (HEAP32[336] ? HEAPF32[265] >= Math_fround(HEAPF32[314] - HEAPF32[337]) : 0) & 1 ? Math_fround(1.0) : Math_fround(0.0);
                    $1_1 = $4(2632, 6, 0, $1_1, Math_fround(HEAPF32[288] - Math_fround($1_1 + $1_1)), HEAPF32[289]);
                    if (Math_fround($1_1 + $1_1) > HEAPF32[288]) {
                     HEAPF32[725] = HEAPF32[314];
                     break label$6;
                    }
                    $1_1 = Math_fround($4_1 - $2_1);
                    if (!(Math_fround($1_1 * $1_1) >= Math_fround(1600.0))) {
                     break label$6
                    }
                    $4(2768, 10, 0, Math_fround(11.0), HEAPF32[290], HEAPF32[291]);
                    break label$6;
                   case 7:
                    if (HEAPU8[$3_1 + 1 | 0] & 36) {
                     continue label$1
                    }
                    $2_1 = HEAPF32[$3_1 + 20 >> 2];
                    if (!($2_1 <= HEAPF32[269])) {
                     continue label$1
                    }
                    HEAP32[959] = 8;
                    $4_1 = HEAPF32[271];
                    if (HEAPF32[270] > Math_fround(($4_1 <= Math_fround($1_1 - HEAPF32[949]) ? HEAPF32[948] : Math_fround(Math_max(HEAPF32[946], HEAPF32[947]))) - $2_1)) {
                     if ($4_1 <= Math_fround($1_1 - HEAPF32[950])) {
                      continue label$1
                     }
                     HEAP32[959] = 5;
                    }
                    HEAPF32[315] = $1_1 + HEAPF32[273];
                    continue label$1;
                   case 9:
                    $1();
                    $0_1 = HEAPU8[$3_1 + 1 | 0];
                    if (!($0_1 & 1)) {
                     HEAP8[3844] = $0_1 >>> 1 & 1
                    }
                    $2_1 = HEAPF32[314];
                    $0_1 = HEAPF32[264] >= Math_fround($2_1 - HEAPF32[580]);
                    if ($0_1) {
                     $2(0);
                     $2_1 = HEAPF32[314];
                    }
                    HEAPF32[651] = $2_1;
                    $1_1 = HEAPF32[$3_1 + 20 >> 2];
                    $4_1 = Math_fround($1_1 - HEAPF32[726]);
                    $5_1 = HEAPU8[2908];
                    $4_1 = $5_1 ? Math_fround(-$4_1) : $4_1;
                    label$56 : {
                     label$57 : {
                      if (!($4_1 < Math_fround(0.0))) {
                       break label$57
                      }
                      $6_1 = HEAPF32[$3_1 + 24 >> 2];
                      if (!($6_1 > Math_fround(0.0)) | !(Math_fround(-$4_1) >= Math_fround($6_1 * HEAPF32[294]))) {
                       break label$56
                      }
                      HEAP8[2908] = $5_1 ^ 1;
                      $4_1 = $6(2912, 0, $2_1, HEAPF32[295]);
                      $2_1 = HEAPF32[314];
                      if (!($4_1 > Math_fround(0.0)) | !($4_1 >= HEAPF32[293])) {
                       break label$57
                      }
                      HEAPF32[761] = $2_1;
                      $0(7, 5, 0, $4_1, HEAPF32[960]);
                      $1_1 = HEAPF32[$3_1 + 20 >> 2];
                      $2_1 = HEAPF32[314];
                     }
                     HEAPF32[726] = $1_1;
                    }
                    if (HEAPF32[954] < $1_1 | Math_fround($2_1 - HEAPF32[956]) > Math_fround(300.0)) {
                     HEAPF32[957] = $2_1;
                     HEAPF32[955] = $1_1;
                     HEAP8[3832] = $0_1;
                    }
                    HEAPF32[956] = $2_1;
                    HEAPF32[954] = $1_1;
                    $4_1 = HEAPF32[$3_1 + 24 >> 2];
                    $6_1 = HEAPF32[960];
                    $7_1 = HEAPF32[$3_1 + 28 >> 2];
                    label$59 : {
                     if (!($7_1 > Math_fround(0.0))) {
                      break label$59
                     }
                     $7_1 = Math_fround(Math_fround($1_1 + $4_1) / $7_1);
                     if (!($7_1 > $6_1)) {
                      break label$59
                     }
                     $6_1 = Math_fround(Math_min($7_1, Math_fround(1.0)));
                     HEAPF32[960] = $6_1;
                    }
                    if (!(HEAPF32[279] >= $1_1) | (!(HEAPU8[$3_1 + 1 | 0] & 2) | (HEAPU8[3832] | !($4_1 > Math_fround(0.0))))) {
                     continue label$1
                    }
                    $1_1 = Math_fround(HEAPF32[955] - $1_1);
                    if (!($1_1 >= Math_fround($4_1 * HEAPF32[277])) | !(Math_fround($1_1 * Math_fround(1.0e3)) >= Math_fround(Math_fround($2_1 - HEAPF32[957]) * Math_fround($4_1 * HEAPF32[278]))) | (!(HEAPF32[276] <= $6_1) | !(HEAPF32[275] <= Math_fround($2_1 - HEAPF32[951])))) {
                     continue label$1
                    }
                    $3(3, 6);
                    continue label$1;
                   case 10:
                    if (HEAPF32[315] != Math_fround(8796093022208.0)) {
                     $3(1, HEAP32[959])
                    }
                    $2_1 = HEAPF32[963];
                    if (HEAPU8[$3_1 + 1 | 0] & 64) {
                     HEAPF32[800] = HEAPF32[314];
                     HEAP8[3060] = HEAPF32[$3_1 + 28 >> 2] > Math_fround(0.0);
                     $0_1 = 7;
                     $10(7);
                     $1_1 = HEAPF32[580];
                     break label$8;
                    }
                    $0_1 = 6;
                    $1_1 = HEAPF32[580];
                    if ($1_1 > HEAPF32[581]) {
                     break label$8
                    }
                    break label$7;
                   case 11:
                    $2_1 = Math_fround(0.0);
                    if (HEAPU8[3812]) {
                     $2_1 = Math_fround($1_1 - HEAPF32[952]);
                     HEAPF32[951] = HEAPF32[951] + $2_1;
                     HEAP8[3812] = 0;
                    }
                    if (HEAPF32[311] <= $2_1) {
                     HEAP8[3873] = HEAP8[3872] & 1
                    }
                    $1();
                    if (HEAPU8[$3_1 + 1 | 0] & 64) {
                     $13(HEAPF32[800], HEAPF32[314])
                    }
                    if (!HEAPU8[3844] | !(HEAPF32[280] <= $2_1)) {
                     continue label$1
                    }
                    $3(4, 5);
                    continue label$1;
                   case 12:
                    $0_1 = HEAP32[$3_1 + 4 >> 2];
                    $5_1 = HEAP32[762];
                    label$65 : {
                     if (($0_1 | 0) == ($5_1 | 0)) {
                      break label$65
                     }
                     $2_1 = HEAPF32[$3_1 + 24 >> 2];
                     if ($2_1 > Math_fround(1.0)) {
                      HEAP32[762] = $0_1;
                      break label$65;
                     }
                     $10_1 = HEAPF64[$3_1 + 8 >> 3];
                     $1_1 = $10_1 < 0.0 ? Math_fround($10_1) : $1_1;
                     label$67 : {
                      if (!(!($2_1 > Math_fround(0.0)) | HEAP32[763] != ($0_1 | 0))) {
                       $5_1 = 0;
                       $13(HEAPF32[764], $1_1);
                       $10_1 = HEAPF64[$3_1 + 8 >> 3];
                       $0_1 = HEAP32[$3_1 + 4 >> 2];
                       break label$67;
                      }
                      HEAP8[3060] = HEAPF32[$3_1 + 28 >> 2] > Math_fround(0.0);
                     }
                     HEAPF32[764] = $1_1;
                     HEAP32[762] = $0_1;
                     HEAP32[763] = $5_1;
                     if (!($10_1 >= 0.0)) {
                      break label$65
                     }
                     $10(8);
                     HEAP32[317] = 1426063360;
                     HEAP32[318] = 1426063360;
                     HEAP32[315] = 1426063360;
                     HEAPF32[761] = HEAPF32[314];
                     HEAP32[872] = 0;
                     HEAP32[960] = 0;
                     HEAP8[3204] = 0;
                    }
                    $2(HEAPF32[$3_1 + 24 >> 2] != Math_fround(1.0));
                    $1_1 = HEAPF32[314];
                    wasm2js_memory_fill(1356, 0, 964);
                    HEAPF32[581] = $1_1;
                    continue label$1;
                   case 13:
                    $12(HEAPF32[$3_1 + 24 >> 2], HEAPF32[$3_1 + 28 >> 2]);
                    if (!HEAPU8[3872]) {
                     continue label$1
                    }
                    HEAP8[3846] = 0;
                    continue label$1;
                   case 14:
                    $1_1 = HEAPF32[$3_1 + 24 >> 2];
                    HEAP8[3204] = $1_1 >= Math_fround(2.0);
                    if (!(!($1_1 >= Math_fround(1.0)) | !($1_1 > HEAPF32[966]))) {
                     HEAPF32[966] = Math_min($1_1, Math_fround(3.0));
                     HEAP8[3873] = HEAP8[3872] & 1;
                    }
                    $1();
                    continue label$1;
                   case 15:
                    $1_1 = HEAPF32[$3_1 + 24 >> 2];
                    if ($1_1 > Math_fround(0.0)) {
                     $12(Math_fround(0.0), Math_fround(0.0));
                     if (!HEAPU8[3872]) {
                      HEAP8[3846] = 1
                     }
                     $1_1 = HEAPF32[$3_1 + 24 >> 2];
                    }
                    if ($1_1 > Math_fround(0.0)) {
                     break label$3
                    }
                    if (HEAP32[$3_1 + 4 >> 2] != HEAP32[872]) {
                     continue label$1
                    }
                    break label$3;
                   case 16:
                    $1();
                    $3(2, 3);
                    continue label$1;
                   case 17:
                    if (HEAPU8[$3_1 + 1 | 0] & 8) {
                     continue label$1
                    }
                    $2_1 = HEAPF32[$3_1 + 24 >> 2];
                    $4_1 = HEAPF32[$3_1 + 28 >> 2];
                    $6_1 = Math_fround(Math_fround($2_1 * $2_1) + Math_fround($4_1 * $4_1));
                    if (!($6_1 < Math_fround(8796093022208.0))) {
                     continue label$1
                    }
                    $7_1 = HEAPF32[286];
                    if (!($6_1 >= Math_fround($7_1 * $7_1))) {
                     continue label$1
                    }
                    HEAPF32[650] = $4_1;
                    HEAPF32[649] = $2_1;
                    HEAPF32[648] = HEAPF32[969];
                    HEAP32[647] = HEAP32[$3_1 + 4 >> 2];
                    HEAPF32[319] = $1_1 + HEAPF32[287];
                    continue label$1;
                   case 18:
                    HEAP32[318] = 1426063360;
                    $5_1 = HEAPU8[$3_1 + 1 | 0] & 16;
                    $2_1 = HEAPF32[$3_1 + 24 >> 2];
                    if (!($5_1 | $2_1 != Math_fround(1.0))) {
                     HEAP32[875] = HEAP32[$3_1 + 4 >> 2];
                     HEAPF32[318] = $1_1 + HEAPF32[307];
                    }
                    if ($2_1 != Math_fround(2.0) & $2_1 != Math_fround(3.0)) {
                     continue label$1
                    }
                    $4_1 = HEAPF32[$3_1 + 28 >> 2];
                    $0_1 = $4_1 >= Math_fround(1.0) ? ($4_1 <= Math_fround(2147483648.0) ? ($4_1 <= Math_fround(4294966784.0) ? ~~$4_1 >>> 0 : -1) : 0) : 0;
                    if (!(!$0_1 | ($0_1 | 0) == HEAP32[872])) {
                     HEAP32[872] = $0_1;
                     HEAP32[874] = 0;
                    }
                    if ($2_1 != Math_fround(3.0)) {
                     continue label$1
                    }
                    HEAPF32[876] = $1_1;
                    $0_1 = HEAP32[$3_1 + 4 >> 2];
                    HEAP32[877] = $0_1;
                    HEAPF32[874] = HEAPF32[874] + Math_fround(1.0);
                    if ($5_1) {
                     continue label$1
                    }
                    $4(3512, 11, $0_1, Math_fround(12.0), HEAPF32[305], HEAPF32[306]);
                    continue label$1;
                   case 19:
                    HEAPF32[876] = $1_1;
                    HEAP32[877] = HEAP32[$3_1 + 4 >> 2];
                    $0_1 = HEAP32[872];
                    if ($0_1) {
                     HEAP32[873] = $0_1;
                     HEAP32[872] = 0;
                    }
                    HEAPF32[911] = $1_1;
                    if (HEAPU8[3872]) {
                     continue label$1
                    }
                    HEAP8[3846] = 1;
                    continue label$1;
                   case 20:
                    if (!(HEAPF32[$3_1 + 24 >> 2] > Math_fround(0.0))) {
                     break label$9
                    }
                    $2_1 = HEAPF32[337];
                    if (!($2_1 >= HEAPF32[580])) {
                     break label$10
                    }
                    if (HEAP32[336] | Math_fround($1_1 - HEAPF32[338]) <= Math_fround(400.0)) {
                     break label$11
                    }
                    break label$10;
                   case 21:
                    $0_1 = HEAP32[802];
                    if (!(!$0_1 | !(HEAPF32[301] <= Math_fround($1_1 - HEAPF32[803])))) {
                     $4(3216, 10, $0_1, Math_fround(9.0), HEAPF32[300], HEAPF32[302]);
                     $1_1 = HEAPF32[314];
                    }
                    HEAPF32[803] = $1_1;
                    HEAP32[802] = HEAP32[$3_1 + 4 >> 2];
                    continue label$1;
                   case 22:
                    break label$18;
                   default:
                    continue label$1;
                   };
                  }
                  $4(3352, 10, HEAP32[$3_1 + 4 >> 2], Math_fround(10.0), HEAPF32[303], HEAPF32[304]);
                  continue label$1;
                 }
                 HEAPF32[314] = Math_max(HEAPF32[314], $2_1);
                 HEAP32[$5_1 >> 2] = 1426063360;
                 label$78 : {
                  switch ($0_1 | 0) {
                  case 0:
                   $3(1, HEAP32[959]);
                   continue;
                  case 1:
                   $9(5);
                   continue;
                  case 2:
                   $0(10, 5, 0, Math_fround(5.0), Math_fround(1.0));
                   continue;
                  case 3:
                   $0(11, 4, HEAP32[875], Math_fround(13.0), Math_fround(1.0));
                   continue;
                  case 4:
                   $2_1 = HEAPF32[648];
                   if (!($2_1 > HEAPF32[581]) | !($2_1 > HEAPF32[651])) {
                    continue
                   }
                   $0(4, 4, HEAP32[647], HEAPF32[649], HEAPF32[650]);
                   continue;
                  default:
                   break label$78;
                  };
                 }
                 $0_1 = Math_imul($0_1, 60);
                 $5_1 = HEAP32[$0_1 + 1060 >> 2];
                 if (!$5_1) {
                  continue
                 }
                 $0_1 = $0_1 + 1056 | 0;
                 if (HEAPU8[$0_1 + 58 | 0]) {
                  continue
                 }
                 $0(2, 5, HEAP32[$0_1 >> 2], Math_fround($5_1 >>> 0), HEAPF32[314] > Math_fround(HEAPF32[$0_1 + 44 >> 2] + HEAPF32[283]) ? Math_fround(1.0) : Math_fround(0.0));
                 HEAP32[$0_1 + 4 >> 2] = 0;
                 continue;
                };
               }
               $0_1 = $14();
               if ($0_1 >>> 0 < 21) {
                break label$12
               }
              }
              abort();
             }
             $1_1 = HEAPF32[($0_1 << 2) + 1260 >> 2];
             return +($1_1 == Math_fround(8796093022208.0) ? -1.0 : +Math_fround(Math_max(Math_fround($1_1 - HEAPF32[314]), Math_fround(0.0))));
            }
            $1_1 = $2_1;
           }
           $7(3, 5, HEAP32[$3_1 + 4 >> 2], $1_1);
           $0(15, 5, HEAP32[$3_1 + 4 >> 2], Math_fround(0.0), Math_fround(0.0));
          }
          $2(1);
          $1_1 = HEAPF32[876];
          if ($1_1 < Math_fround(0.0)) {
           continue
          }
          $2_1 = HEAPF32[314];
          if (HEAPF32[310] < Math_fround($2_1 - $1_1) & (!($1_1 <= HEAPF32[337]) | !(Math_fround($2_1 - HEAPF32[338]) <= Math_fround(400.0)))) {
           continue
          }
          HEAP8[3846] = 0;
          $0_1 = HEAP32[873];
          $5_1 = HEAP32[877];
          if (!(!$0_1 | ($5_1 | 0) != ($0_1 | 0))) {
           HEAP32[872] = $0_1;
           HEAP32[873] = 0;
          }
          HEAP32[876] = -721420288;
          $1_1 = $6(3648, $5_1, $2_1, HEAPF32[309]);
          if (!($1_1 >= HEAPF32[308])) {
           continue
          }
          HEAPF32[945] = HEAPF32[314];
          $0(13, 7, HEAP32[$3_1 + 4 >> 2], $1_1, Math_fround(0.0));
          continue;
         }
         $2_1 = Math_fround(Math_max($2_1, $1_1));
        }
        $1_1 = Math_fround(Math_max(HEAPF32[967], Math_fround($2_1 + HEAPF32[282])));
        HEAPF32[967] = $1_1;
        if ($1_1 < HEAPF32[314]) {
         $9($0_1)
        }
        if (!HEAPU8[3812]) {
         HEAP8[3812] = 1;
         HEAPF32[952] = HEAPF32[314];
        }
        $1();
        HEAP32[318] = 1426063360;
        $2(0);
        continue;
       }
       $1_1 = HEAPF32[314];
       HEAPF32[950] = Math_min(HEAPF32[950], $1_1);
       $2_1 = HEAPF32[946];
       $4_1 = HEAPF32[$3_1 + 20 >> 2];
       $7_1 = Math_fround($1_1 - HEAPF32[949]);
       $6_1 = HEAPF32[271];
       if ($7_1 >= Math_fround($6_1 * Math_fround(.5))) {
        HEAPF32[947] = $2_1;
        $2_1 = HEAPF32[948];
        if ($6_1 <= $7_1) {
         HEAPF32[947] = $2_1
        }
        HEAPF32[949] = $1_1;
       }
       HEAPF32[948] = $4_1;
       HEAPF32[946] = Math_max($2_1, $4_1);
       continue;
      }
      HEAPF32[$5_1 >> 2] = $1_1;
      HEAP32[336] = $0_1;
     }
     $11();
     $1_1 = Math_fround(HEAPF32[314] - HEAPF32[$3_1 + 28 >> 2]);
     $2_1 = HEAPF32[$3_1 + 24 >> 2];
     if ($2_1 < Math_fround(-1.0)) {
      $7(2, 6, HEAP32[$3_1 + 4 >> 2], $1_1);
      continue;
     }
     if (!($2_1 < Math_fround(0.0))) {
      continue
     }
     $0_1 = HEAP32[877];
     if (($0_1 | 0) != HEAP32[872] | !$0_1) {
      continue
     }
     $1_1 = Math_fround($1_1 - HEAPF32[876]);
     if (!($1_1 >= Math_fround(-1.0)) | !($1_1 <= HEAPF32[285])) {
      continue
     }
     HEAP32[873] = $0_1;
    }
    HEAP32[872] = 0;
    continue;
   }
   $11_1 = HEAP32[$0_1 + 4 >> 2];
   if (!$11_1) {
    HEAPF32[$0_1 + 40 >> 2] = $1_1
   }
   HEAPF32[$0_1 + 44 >> 2] = $1_1;
   $12_1 = $11_1 + 1 | 0;
   HEAP32[$0_1 + 4 >> 2] = $12_1;
   HEAPF32[($0_1 + (($11_1 & 7) << 2) | 0) + 8 >> 2] = $1_1;
   if (!($5_1 & 1)) {
    $5_1 = HEAP32[$3_1 + 20 >> 2];
    HEAP32[$0_1 + 48 >> 2] = HEAP32[$3_1 + 16 >> 2];
    HEAP32[$0_1 + 52 >> 2] = $5_1;
   }
   if ($1_1 <= HEAPF32[581]) {
    HEAP8[$0_1 + 58 | 0] = 1;
    HEAP8[$0_1 + 56 | 0] = 0;
    HEAP32[$0_1 + 4 >> 2] = 0;
   } else {
    label$94 : {
     if (HEAPU8[$0_1 + 57 | 0]) {
      break label$94
     }
     $2_1 = Math_fround(8.0);
     label$95 : {
      if ($8($0_1, HEAPF32[257], HEAPF32[258]) & 1) {
       break label$95
      }
      $2_1 = Math_fround(7.0);
      if ($8($0_1, HEAPF32[259], HEAPF32[260]) & 1) {
       break label$95
      }
      if (!($8($0_1, HEAPF32[261], HEAPF32[262]) & 1)) {
       break label$94
      }
      $2_1 = Math_fround(6.0);
     }
     HEAP8[$0_1 + 57 | 0] = 1;
     HEAP8[$0_1 + 58 | 0] = 1;
     $3_1 = HEAPU8[$0_1 + 56 | 0];
     $5(1, Math_fround(($3_1 ? Math_fround(Math_fround(Math_fround(Math_fround(10.0) - $2_1) * Math_fround(-.5)) + Math_fround(10.0)) : $2_1) / Math_fround(10.0)), $8_1, Math_fround($12_1 >>> 0), Math_fround($1_1 - HEAPF32[$0_1 + 40 >> 2]), $3_1 ? Math_fround(1.0) : Math_fround(0.0), (HEAP32[336] ? HEAPF32[265] >= Math_fround(HEAPF32[314] - HEAPF32[337]) : 0) & 1 ? Math_fround(1.0) : Math_fround(0.0));
    }
    $11();
   }
   continue;
  };
 }
 
 function $18() {
  return 36656;
 }
 
 // EMSCRIPTEN_END_FUNCS
;
 bufferView = HEAPU8;
 initActiveSegments(env);
 function __wasm_memory_size() {
  return buffer.byteLength / 65536 | 0;
 }
 
 function __wasm_memory_grow(pagesToAdd) {
  pagesToAdd = pagesToAdd | 0;
  var oldPages = __wasm_memory_size() | 0;
  var newPages = oldPages + pagesToAdd | 0;
  if ((oldPages < newPages) && (newPages < 65536)) {
   var newBuffer = new ArrayBuffer(Math_imul(newPages, 65536));
   var newHEAP8 = new Int8Array(newBuffer);
   newHEAP8.set(HEAP8);
   HEAP8 = new Int8Array(newBuffer);
   HEAP16 = new Int16Array(newBuffer);
   HEAP32 = new Int32Array(newBuffer);
   HEAPU8 = new Uint8Array(newBuffer);
   HEAPU16 = new Uint16Array(newBuffer);
   HEAPU32 = new Uint32Array(newBuffer);
   HEAPF32 = new Float32Array(newBuffer);
   HEAPF64 = new Float64Array(newBuffer);
   buffer = newBuffer;
   bufferView = HEAPU8;
  }
  return oldPages;
 }
 
 return {
  "memory": Object.create(Object.prototype, {
   "grow": {
    "value": __wasm_memory_grow
   }, 
   "buffer": {
    "get": function () {
     return buffer;
    }
    
   }
  }), 
  "_initialize": $15, 
  "records": $18, 
  "push": $17, 
  "configure": $16
 };
}

  return asmFunc(asmLibraryArg);
}
