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
  base64DecodeToExistingUint8Array(bufferView, 1026, "ekQAAEBAAABIRAAAgEAAQBxFAACgQADA2kUAAMhCAADIQwAA+kUAAEBAAAB6RACAO0UAAKBBAADIQgAA+kMAgDtFAABIQwBg6kYAQBxGmpmZPgAAwD8AAMA/AADIQgBAnEUAYOpHAIA7RQCAO0UAAHpEAAB6RAAA8EEAAHpEAAAAQQAA+kQAoIxFAADIQQAAgEAAAIA/AECcRgBAHEYAAEBAAGBqRwBg6kYAAIBAAACWQwBAnEYAAKBAAECcRgAAQEAAYGpHAECcRgAAAEAAYOpHAIA7RQBg6kYAAPBBAGBqRwAAAAAAAABVAAAAVQAAAFUAAABVAAAAVQAAAAAAAADVAAAA1Q==");
  base64DecodeToExistingUint8Array(bufferView, 1339, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 1403, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 1467, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 1531, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 1595, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 1659, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 1723, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 1787, "VQ==");
  base64DecodeToExistingUint8Array(bufferView, 1807, "1QAAANU=");
  base64DecodeToExistingUint8Array(bufferView, 2799, "1Q==");
  base64DecodeToExistingUint8Array(bufferView, 3387, "1QAAANU=");
  base64DecodeToExistingUint8Array(bufferView, 3935, "1Q==");
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
  $5_1 = (($6_1 & 63) << 3) + 3412 | 0;
  $7_1 = HEAPF32[313];
  if (!(HEAP32[$5_1 >> 2] == ($6_1 | 0) & HEAPF32[310] > Math_fround($7_1 - HEAPF32[$5_1 + 4 >> 2]))) {
   HEAPF32[$5_1 + 4 >> 2] = $7_1;
   HEAP32[$5_1 >> 2] = $6_1;
   $6($0_1, Math_fround(Math_fround($1_1 >>> 0) / Math_fround(10.0)), $2_1, $3_1, $4_1, Math_fround(0.0), Math_fround(0.0));
  }
 }
 
 function $1() {
  HEAP32[315] = 1426063360;
  HEAP32[316] = 1426063360;
  label$1 : {
   if (HEAPU8[3348]) {
    break label$1
   }
   if (HEAPU8[3409]) {
    HEAPF32[315] = HEAPF32[313] + HEAPF32[281]
   }
   if (!HEAPU8[2496]) {
    break label$1
   }
   HEAPF32[316] = HEAPF32[313] + HEAPF32[298];
  }
 }
 
 function $2($0_1, $1_1, $2_1, $3_1, $4_1, $5_1) {
  var $6_1 = Math_fround(0);
  label$1 : {
   $6_1 = $4_1;
   $4_1 = $5($0_1, $2_1, HEAPF32[313], $5_1);
   if ($6_1 <= $4_1) {
    if (!$0_1) {
     break label$1
    }
    HEAPF32[$0_1 + 132 >> 2] = HEAPF32[313];
    $0($1_1, 5, $2_1, $3_1, $4_1);
   }
   return;
  }
  abort();
 }
 
 function $3($0_1, $1_1) {
  var $2_1 = Math_fround(0);
  HEAP32[314] = 1426063360;
  label$1 : {
   if (HEAPU8[3382] | !(HEAPF32[272] <= Math_fround(HEAPF32[313] - HEAPF32[835]) ? 1 : HEAPU8[3381])) {
    break label$1
   }
   $2_1 = HEAPF32[313];
   if (HEAPF32[274] > Math_fround($2_1 - HEAPF32[846])) {
    break label$1
   }
   HEAPF32[846] = $2_1;
   $6(9, Math_fround(Math_fround($1_1 >>> 0) / Math_fround(10.0)), 0, Math_fround($0_1 >>> 0), HEAPF32[844], Math_fround(0.0), Math_fround(0.0));
   $10($0_1);
   $9($0_1);
  }
 }
 
 function $4($0_1) {
  var $1_1 = 0, $2_1 = Math_fround(0);
  $2_1 = HEAPF32[313];
  HEAPF32[452] = $2_1;
  $1_1 = HEAP32[450];
  if ($1_1) {
   label$2 : {
    if (!($0_1 & 1)) {
     break label$2
    }
    $0_1 = HEAP32[$1_1 + 4 >> 2];
    if (HEAPU8[$1_1 + 62 | 0] | !$0_1) {
     break label$2
    }
    $2_1 = Math_fround($2_1 - HEAPF32[$1_1 + 44 >> 2]);
    if (!($2_1 >= HEAPF32[284])) {
     break label$2
    }
    $0(3, 4, HEAP32[$1_1 >> 2], Math_fround($0_1 >>> 0), $2_1);
   }
   HEAP8[$1_1 + 60 | 0] = 0;
   HEAP32[$1_1 + 4 >> 2] = 0;
   HEAP32[$1_1 + 48 >> 2] = 1426063360;
  }
 }
 
 function $5($0_1, $1_1, $2_1, $3_1) {
  var $4_1 = 0, $5_1 = 0, $6_1 = Math_fround(0), $7_1 = Math_fround(0), $8_1 = 0, $9_1 = 0;
  if ($0_1) {
   $4_1 = HEAP32[$0_1 + 128 >> 2];
   HEAP32[$0_1 + 128 >> 2] = $4_1 + 1;
   $4_1 = (($4_1 & 15) << 3) + $0_1 | 0;
   HEAPF32[$4_1 + 4 >> 2] = $2_1;
   HEAP32[$4_1 >> 2] = $1_1;
   $8_1 = $0_1 + 4 | 0;
   $5_1 = -1;
   while (1) {
    $4_1 = ($5_1 << 3) + $8_1 | 0;
    label$3 : {
     while (1) {
      $5_1 = $5_1 + 1 | 0;
      if ($5_1 >>> 0 > 15) {
       break label$3
      }
      $9_1 = $4_1 + 4 | 0;
      $4_1 = $4_1 + 8 | 0;
      if (HEAP32[$9_1 >> 2] != ($1_1 | 0)) {
       continue
      }
      break;
     };
     $7_1 = HEAPF32[$4_1 >> 2];
     $6_1 = HEAPF32[$0_1 + 132 >> 2] < $7_1 ? (Math_fround($2_1 - $7_1) <= $3_1 ? Math_fround($6_1 + Math_fround(1.0)) : $6_1) : $6_1;
     continue;
    }
    break;
   };
   return $6_1;
  }
  abort();
 }
 
 function $6($0_1, $1_1, $2_1, $3_1, $4_1, $5_1, $6_1) {
  var $7_1 = Math_fround(0), $8_1 = Math_fround(0);
  $7_1 = HEAPF32[313];
  if (HEAPF32[312] <= Math_fround($7_1 - HEAPF32[981])) {
   HEAPF32[981] = $7_1;
   $8_1 = Math_fround(1.0);
  } else {
   $8_1 = Math_fround(HEAPF32[982] + Math_fround(1.0))
  }
  HEAPF32[982] = $8_1;
  if (HEAPF32[311] >= $8_1) {
   fimport$0($0_1 | 0, Math_fround($1_1), $2_1 | 0, +$7_1, Math_fround($3_1), Math_fround($4_1), Math_fround($5_1), Math_fround($6_1))
  }
 }
 
 function $7($0_1, $1_1, $2_1) {
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
 
 function $8($0_1, $1_1, $2_1, $3_1) {
  var $4_1 = 0;
  $3_1 = Math_fround($3_1 - HEAPF32[451]);
  if (!(!($3_1 >= Math_fround(0.0)) | !($3_1 <= HEAPF32[285]))) {
   $4_1 = 788;
   label$2 : {
    while (1) {
     if (($4_1 | 0) != 852) {
      if (HEAP32[$4_1 + 1024 >> 2] == ($2_1 | 0) ? $2_1 : 0) {
       break label$2
      }
      $4_1 = $4_1 + 4 | 0;
      continue;
     }
     break;
    };
    $2_1 = HEAP32[450];
    if (HEAPU8[1880] | !$2_1) {
     break label$2
    }
    HEAP8[1880] = 1;
    HEAP8[$2_1 + 60 | 0] = 1;
    $0(5, $1_1, HEAP32[$2_1 >> 2], Math_fround($0_1 >>> 0), Math_fround(HEAPF32[313] - HEAPF32[451]));
   }
   return;
  }
  $0_1 = HEAP32[469];
  HEAP32[469] = $0_1 + 1;
  HEAP32[(($0_1 & 15) << 2) + 1812 >> 2] = $2_1;
 }
 
 function $9($0_1) {
  var $1_1 = Math_fround(0), $2_1 = 0, $3_1 = 0;
  $1_1 = HEAPF32[695];
  if (!($1_1 == Math_fround(0.0) | HEAPF32[700] == $1_1 & HEAPF32[309] >= Math_fround(HEAPF32[313] - HEAPF32[699]))) {
   $2_1 = $1_1 >= Math_fround(0.0);
   $3_1 = $2_1 ? -1 : 0;
   $0(12, 6, $2_1 ? ($1_1 <= Math_fround(4294966784.0) ? ~~$1_1 >>> 0 : $3_1) : $3_1, Math_fround($0_1 >>> 0), HEAPF32[697]);
   HEAP32[697] = 0;
   HEAP32[695] = 0;
  }
 }
 
 function $10($0_1) {
  var $1_1 = Math_fround(0);
  if (HEAPU8[3409]) {
   HEAP8[3409] = 0;
   $1_1 = HEAPF32[850];
   $6(14, Math_fround(Math_fround($1_1 + Math_fround(6.0)) / Math_fround(10.0)), 0, HEAPF32[848], HEAPF32[849], $1_1, Math_fround($0_1 >>> 0));
  }
 }
 
 function $11($0_1, $1_1) {
  var $2_1 = Math_fround(0);
  label$1 : {
   $0_1 = Math_fround($1_1 - $0_1);
   if (!($0_1 >= Math_fround(0.0)) | !($0_1 <= HEAPF32[295])) {
    break label$1
   }
   $2_1 = $5(2356, 0, $1_1, HEAPF32[297]);
   if (!($1_1 >= Math_fround(0.0)) | (HEAPF32[296] <= $2_1 ? 0 : HEAPU8[2352])) {
    break label$1
   }
   HEAPF32[622] = $1_1;
   $0(8, 5, 0, $0_1, $2_1);
  }
 }
 
 function $12($0_1, $1_1) {
  var $2_1 = 0;
  $0_1 = $0_1 >= Math_fround(0.0) ? ($0_1 < Math_fround(8796093022208.0) ? $0_1 : Math_fround(0.0)) : Math_fround(0.0);
  $1_1 = $1_1 >= Math_fround(0.0) ? ($1_1 < Math_fround(8796093022208.0) ? $1_1 : Math_fround(-1.0)) : Math_fround(-1.0);
  if (!($0_1 == HEAPF32[848] & $1_1 == HEAPF32[849])) {
   HEAPF32[849] = $1_1;
   HEAPF32[848] = $0_1;
   $2_1 = ($1_1 < Math_fround(0.0) ? $0_1 : $1_1) > Math_fround(0.0);
   HEAP8[3409] = $2_1;
   HEAP8[3408] = $2_1;
   if (!$2_1) {
    HEAP32[850] = 0
   }
   $1();
  }
 }
 
 function $13() {
  var $0_1 = 0, $1_1 = Math_fround(0), $2_1 = Math_fround(0);
  label$1 : {
   $0_1 = HEAP32[450];
   if (!$0_1 | !HEAP32[$0_1 + 4 >> 2] | (HEAPU8[$0_1 + 61 | 0] | HEAPU8[$0_1 + 62 | 0])) {
    break label$1
   }
   $1_1 = HEAPF32[$0_1 + 44 >> 2];
   $2_1 = Math_fround($1_1 + HEAPF32[283]);
   HEAPF32[$0_1 + 48 >> 2] = $2_1;
   if (!(HEAPF32[320] >= $1_1)) {
    break label$1
   }
   HEAPF32[$0_1 + 48 >> 2] = Math_max($2_1, Math_fround(HEAPF32[321] + Math_fround(400.0)));
   if (!HEAP32[319]) {
    break label$1
   }
   HEAPF32[$0_1 + 48 >> 2] = $1_1 + HEAPF32[265];
  }
 }
 
 function $14() {
  return 8032;
 }
 
 function $15($0_1) {
  $0_1 = $0_1 | 0;
  var $1_1 = Math_fround(0), $2_1 = Math_fround(0), $3_1 = 0, $4_1 = Math_fround(0), $5_1 = 0, $6_1 = 0, $7_1 = 0, $8_1 = Math_fround(0), $9_1 = Math_fround(0), $10_1 = 0, $11_1 = Math_fround(0), $12_1 = Math_fround(0), $13_1 = 0, $14_1 = 0, $15_1 = 0, $16_1 = 0.0, $17_1 = Math_fround(0), $18 = 0;
  $18 = ($0_1 >>> 0 < 64 ? $0_1 : 64) - 1 | 0;
  $13_1 = -1;
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
               label$14 : {
                label$15 : {
                 label$16 : {
                  label$17 : {
                   label$18 : {
                    label$19 : {
                     label$20 : {
                      label$21 : {
                       label$22 : {
                        label$23 : {
                         if (($13_1 | 0) == ($18 | 0)) {
                          $2_1 = Math_fround(8796093022208.0);
                          $0_1 = 232;
                          break label$23;
                         }
                         $13_1 = $13_1 + 1 | 0;
                         $0_1 = $13_1 << 5;
                         $4_1 = Math_fround(HEAPF64[$0_1 + 8040 >> 3]);
                         $2_1 = HEAPF32[313];
                         $1_1 = $4_1 < Math_fround(8796093022208.0) ? $4_1 : $2_1;
                         $3_1 = $0_1 + 8032 | 0;
                         if (!(HEAPU8[$3_1 | 0] | !(HEAPU8[$3_1 + 1 | 0] & 8))) {
                          $1()
                         }
                         $2_1 = $2_1 < $4_1 ? $1_1 : $2_1;
                         $0_1 = -1;
                         $7_1 = 1256;
                         while (1) {
                          if (($0_1 | 0) == 4) {
                           label$28 : {
                            $0_1 = -512;
                            while (1) {
                             if (!$0_1) {
                              break label$28
                             }
                             $5_1 = $0_1 + 1848 | 0;
                             $1_1 = HEAPF32[$5_1 >> 2];
                             if (!($1_1 > $2_1)) {
                              $1_1 = Math_fround(Math_max(HEAPF32[313], $1_1));
                              HEAPF32[313] = $1_1;
                              HEAP32[$5_1 >> 2] = 1426063360;
                              $5_1 = $0_1 + 1804 | 0;
                              $0(2, 5, HEAP32[$0_1 + 1800 >> 2], Math_fround(HEAPU32[$5_1 >> 2]), HEAPF32[283] < Math_fround($1_1 - HEAPF32[$0_1 + 1844 >> 2]) ? Math_fround(1.0) : Math_fround(0.0));
                              HEAP32[$5_1 >> 2] = 0;
                             }
                             $0_1 = $0_1 - -64 | 0;
                             continue;
                            };
                           }
                          } else {
                           $1_1 = HEAPF32[$7_1 >> 2];
                           label$32 : {
                            if ($1_1 > $2_1) {
                             break label$32
                            }
                            HEAPF32[313] = Math_max(HEAPF32[313], $1_1);
                            HEAP32[$7_1 >> 2] = 1426063360;
                            label$33 : {
                             switch ($0_1 + 1 | 0) {
                             case 0:
                              $3(1, HEAP32[843]);
                              break label$32;
                             case 1:
                              $10(5);
                              break label$32;
                             case 2:
                              $0(10, 5, 0, Math_fround(5.0), Math_fround(1.0));
                              break label$32;
                             case 3:
                              $0(11, 4, HEAP32[698], Math_fround(13.0), Math_fround(1.0));
                              break label$32;
                             default:
                              break label$33;
                             };
                            }
                            $1_1 = HEAPF32[472];
                            if (!($1_1 > HEAPF32[452]) | !($1_1 > HEAPF32[475])) {
                             break label$32
                            }
                            $0(4, 4, HEAP32[471], HEAPF32[473], HEAPF32[474]);
                           }
                           $0_1 = $0_1 + 1 | 0;
                           $7_1 = $7_1 + 4 | 0;
                           continue;
                          }
                          break;
                         };
                         HEAPF32[313] = $2_1;
                         label$38 : {
                          switch (HEAPU8[$3_1 | 0] - 1 | 0) {
                          case 0:
                           $1();
                           $0_1 = HEAPU8[$3_1 + 1 | 0];
                           if (!($0_1 & 1)) {
                            HEAP8[3380] = $0_1 >>> 1 & 1
                           }
                           HEAP8[3381] = 1;
                           HEAP32[314] = 1426063360;
                           $2_1 = HEAPF32[313];
                           HEAPF32[983] = $2_1;
                           HEAPF32[660] = $2_1;
                           HEAPF32[584] = $2_1;
                           HEAPF32[548] = $2_1;
                           HEAPF32[514] = $2_1;
                           HEAP8[1880] = 0;
                           $14_1 = HEAP8[$3_1 + 1 | 0];
                           if (!($14_1 & 16)) {
                            $1_1 = HEAPF32[$3_1 + 28 >> 2];
                            if (!($1_1 > Math_fround(0.0))) {
                             $1_1 = Math_fround(HEAPU32[$3_1 + 4 >> 2])
                            }
                            HEAPF32[700] = $1_1;
                            HEAPF32[699] = $2_1;
                           }
                           $1_1 = Math_fround(HEAPF64[$3_1 + 8 >> 3]);
                           $2_1 = $1_1 < $2_1 ? Math_fround(Math_max($1_1, HEAPF32[451])) : $2_1;
                           HEAPF32[451] = $2_1;
                           HEAP32[450] = 0;
                           if ($14_1 & 24) {
                            continue
                           }
                           $10_1 = HEAP32[$3_1 + 4 >> 2];
                           if (!$10_1) {
                            continue
                           }
                           $7_1 = -1;
                           $6_1 = 1288;
                           while (1) {
                            $5_1 = $6_1;
                            $0_1 = ($7_1 << 6) + 1288 | 0;
                            while (1) {
                             $7_1 = $7_1 + 1 | 0;
                             if ($7_1 >>> 0 > 7) {
                              $6_1 = $5_1;
                              break label$2;
                             }
                             $6_1 = $0_1 - -64 | 0;
                             $15_1 = HEAP32[$6_1 >> 2];
                             if (($15_1 | 0) == ($10_1 | 0) | !$15_1) {
                              break label$2
                             }
                             $15_1 = $0_1 + 108 | 0;
                             $6_1 = $0_1 - -64 | 0;
                             $0_1 = $6_1;
                             if (!(HEAPF32[$15_1 >> 2] < HEAPF32[$5_1 + 44 >> 2])) {
                              continue
                             }
                             break;
                            };
                            continue;
                           };
                          case 1:
                           $0_1 = HEAP32[$3_1 + 4 >> 2];
                           if ($0_1) {
                            HEAPF32[847] = $2_1
                           }
                           $4(($0_1 | 0) != 0);
                           continue;
                          case 11:
                           break label$10;
                          case 12:
                           break label$11;
                          case 13:
                           break label$12;
                          case 14:
                           break label$13;
                          case 15:
                           break label$15;
                          case 16:
                           break label$16;
                          case 17:
                           break label$17;
                          case 18:
                           break label$18;
                          case 19:
                           break label$19;
                          case 20:
                           break label$20;
                          case 21:
                           break label$21;
                          case 22:
                           break label$22;
                          case 3:
                           break label$3;
                          case 2:
                           break label$38;
                          case 4:
                           break label$4;
                          case 5:
                           break label$5;
                          case 6:
                          case 8:
                           break label$6;
                          case 7:
                           break label$7;
                          case 9:
                           break label$8;
                          case 10:
                           break label$9;
                          default:
                           continue;
                          };
                         }
                         $5_1 = HEAP32[$3_1 + 4 >> 2];
                         $6_1 = $5_1 & 63;
                         $0_1 = ($6_1 << 4) + 3936 | 0;
                         $7_1 = $0_1;
                         while (1) {
                          label$50 : {
                           label$51 : {
                            label$52 : {
                             if ($6_1 >>> 0 >= 256) {
                              $0_1 = HEAP32[$7_1 >> 2]
                             } else {
                              if (($5_1 | 0) != HEAP32[$0_1 >> 2]) {
                               break label$50
                              }
                              $7_1 = $0_1;
                              $0_1 = $5_1;
                             }
                             if (($0_1 | 0) != ($5_1 | 0)) {
                              break label$52
                             }
                             $4_1 = Math_fround($2_1 - HEAPF32[$7_1 + 8 >> 2]);
                             if ($4_1 > HEAPF32[268]) {
                              break label$52
                             }
                             $1_1 = HEAPF32[$7_1 + 12 >> 2];
                             break label$51;
                            }
                            HEAP32[$7_1 + 12 >> 2] = 0;
                            HEAP32[$7_1 + 4 >> 2] = 0;
                            HEAP32[$7_1 >> 2] = $5_1;
                            $2_1 = HEAPF32[313];
                            $4_1 = Math_fround(0.0);
                            $1_1 = Math_fround(0.0);
                           }
                           HEAPF32[$7_1 + 8 >> 2] = $2_1;
                           if (HEAPF32[267] < Math_fround(HEAPF32[313] - HEAPF32[983])) {
                            if (!($1_1 > $4_1 ? 0 : $1_1 != Math_fround(0.0))) {
                             HEAPF32[$7_1 + 12 >> 2] = $4_1;
                             $1_1 = $4_1;
                            }
                            HEAP32[$7_1 + 4 >> 2] = HEAP32[$7_1 + 4 >> 2] + 1;
                           }
                           if (!(Math_fround($1_1 * Math_fround(.800000011920929)) > $4_1 & $1_1 >= Math_fround(500.0)) & HEAPF32[266] <= Math_fround(HEAPU32[$7_1 + 4 >> 2])) {
                            continue label$1
                           }
                           $4(1);
                           continue label$1;
                          }
                          $7_1 = HEAPF32[$0_1 + 8 >> 2] < HEAPF32[$7_1 + 8 >> 2] ? $0_1 : $7_1;
                          $0_1 = $0_1 + 1024 | 0;
                          $6_1 = $6_1 - -64 | 0;
                          continue;
                         };
                        }
                        while (1) {
                         if (($0_1 | 0) != 252) {
                          $2_1 = Math_fround(Math_min($2_1, HEAPF32[$0_1 + 1024 >> 2]));
                          $0_1 = $0_1 + 4 | 0;
                          continue;
                         }
                         break;
                        };
                        $0_1 = 312;
                        while (1) {
                         if (($0_1 | 0) != 824) {
                          $2_1 = Math_fround(Math_min($2_1, HEAPF32[$0_1 + 1024 >> 2]));
                          $0_1 = $0_1 - -64 | 0;
                          continue;
                         }
                         break;
                        };
                        return +($2_1 == Math_fround(8796093022208.0) ? -1.0 : +Math_fround(Math_max(Math_fround($2_1 - HEAPF32[313]), Math_fround(0.0))));
                       }
                       $2(2644, 10, HEAP32[$3_1 + 4 >> 2], Math_fround(10.0), HEAPF32[302], HEAPF32[303]);
                       continue;
                      }
                      $0_1 = HEAP32[625];
                      if (!(!$0_1 | !(HEAPF32[300] <= Math_fround($2_1 - HEAPF32[626])))) {
                       $2(2508, 10, $0_1, Math_fround(9.0), HEAPF32[299], HEAPF32[301]);
                       $2_1 = HEAPF32[313];
                      }
                      HEAPF32[626] = $2_1;
                      HEAP32[625] = HEAP32[$3_1 + 4 >> 2];
                      continue;
                     }
                     if (HEAPF32[$3_1 + 24 >> 2] > Math_fround(0.0)) {
                      $0_1 = HEAP32[$3_1 + 4 >> 2];
                      $1_1 = HEAPF32[320];
                      if (!($1_1 >= HEAPF32[451]) | !(Math_fround($2_1 - HEAPF32[321]) <= Math_fround(400.0) ? 1 : HEAP32[319])) {
                       $1_1 = $2_1
                      }
                      $8(3, 5, $0_1, $1_1);
                      $0(15, 5, HEAP32[$3_1 + 4 >> 2], Math_fround(0.0), Math_fround(0.0));
                      $2_1 = HEAPF32[313];
                     }
                     $1_1 = HEAPF32[699];
                     if (HEAPF32[309] < Math_fround($2_1 - $1_1) & (!($1_1 <= HEAPF32[320]) | !(Math_fround($2_1 - HEAPF32[321]) <= Math_fround(400.0)))) {
                      continue
                     }
                     HEAP8[3382] = 0;
                     $1_1 = HEAPF32[696];
                     if ($1_1 != Math_fround(0.0)) {
                      HEAPF32[695] = $1_1;
                      HEAP32[696] = 0;
                     }
                     HEAP32[699] = -721420288;
                     $1_1 = HEAPF32[700];
                     $0_1 = $1_1 >= Math_fround(0.0);
                     $5_1 = $0_1 ? -1 : 0;
                     $1_1 = $5(2940, $0_1 ? ($1_1 <= Math_fround(4294966784.0) ? ~~$1_1 >>> 0 : $5_1) : $5_1, $2_1, HEAPF32[308]);
                     if (!($1_1 >= HEAPF32[307])) {
                      continue
                     }
                     HEAPF32[768] = HEAPF32[313];
                     $0(13, 7, HEAP32[$3_1 + 4 >> 2], $1_1, Math_fround(0.0));
                     continue;
                    }
                    HEAPF32[699] = $2_1;
                    HEAPF32[700] = HEAPU32[$3_1 + 4 >> 2];
                    $1_1 = HEAPF32[695];
                    if ($1_1 != Math_fround(0.0)) {
                     HEAPF32[696] = $1_1;
                     HEAP32[695] = 0;
                    }
                    break label$14;
                   }
                   HEAP32[317] = 1426063360;
                   $4_1 = HEAPF32[$3_1 + 24 >> 2];
                   if ($4_1 == Math_fround(1.0)) {
                    HEAP32[698] = HEAP32[$3_1 + 4 >> 2];
                    HEAPF32[317] = $2_1 + HEAPF32[306];
                   }
                   if ($4_1 != Math_fround(2.0) & $4_1 != Math_fround(3.0)) {
                    continue
                   }
                   $1_1 = HEAPF32[$3_1 + 28 >> 2];
                   if (!($1_1 > Math_fround(0.0))) {
                    $1_1 = Math_fround(HEAPU32[$3_1 + 4 >> 2])
                   }
                   HEAPF32[695] = $1_1;
                   if ($4_1 != Math_fround(3.0)) {
                    continue
                   }
                   HEAPF32[699] = $2_1;
                   HEAPF32[697] = HEAPF32[697] + Math_fround(1.0);
                   $0_1 = HEAP32[$3_1 + 4 >> 2];
                   HEAPF32[700] = $0_1 >>> 0;
                   if (HEAPU8[$3_1 + 1 | 0] & 16) {
                    continue
                   }
                   $2(2804, 11, $0_1, Math_fround(12.0), HEAPF32[304], HEAPF32[305]);
                   continue;
                  }
                  if (HEAPU8[$3_1 + 1 | 0] & 8) {
                   continue
                  }
                  $8_1 = HEAPF32[$3_1 + 24 >> 2];
                  $4_1 = HEAPF32[$3_1 + 28 >> 2];
                  $1_1 = HEAPF32[286];
                  if (!(Math_fround(Math_fround($8_1 * $8_1) + Math_fround($4_1 * $4_1)) >= Math_fround($1_1 * $1_1))) {
                   continue
                  }
                  HEAPF32[474] = $4_1;
                  HEAPF32[473] = $8_1;
                  HEAPF32[472] = HEAPF32[983];
                  HEAP32[471] = HEAP32[$3_1 + 4 >> 2];
                  HEAPF32[318] = $2_1 + HEAPF32[287];
                  continue;
                 }
                 $1();
                 $3(2, 3);
                 continue;
                }
                HEAP32[695] = 0;
                if (!(HEAPF32[$3_1 + 24 >> 2] > Math_fround(0.0))) {
                 continue
                }
                $12(Math_fround(0.0), Math_fround(0.0));
               }
               if (HEAPU8[3408]) {
                continue
               }
               HEAP8[3382] = 1;
               continue;
              }
              $1_1 = HEAPF32[$3_1 + 24 >> 2];
              HEAP8[2496] = $1_1 >= Math_fround(2.0);
              if (!(!($1_1 >= Math_fround(1.0)) | !($1_1 > HEAPF32[850]))) {
               HEAPF32[850] = Math_min($1_1, Math_fround(3.0));
               HEAP8[3409] = HEAP8[3408] & 1;
              }
              $1();
              continue;
             }
             $12(HEAPF32[$3_1 + 24 >> 2], HEAPF32[$3_1 + 28 >> 2]);
             if (!HEAPU8[3408]) {
              continue
             }
             HEAP8[3382] = 0;
             continue;
            }
            $0_1 = HEAP32[$3_1 + 4 >> 2];
            $7_1 = HEAP32[585];
            label$72 : {
             if (($0_1 | 0) == ($7_1 | 0)) {
              break label$72
             }
             $1_1 = HEAPF32[$3_1 + 24 >> 2];
             if ($1_1 > Math_fround(1.0)) {
              HEAP32[585] = $0_1;
              break label$72;
             }
             $16_1 = HEAPF64[$3_1 + 8 >> 3];
             $2_1 = $16_1 < 0.0 ? Math_fround($16_1) : $2_1;
             label$74 : {
              if (!(!($1_1 > Math_fround(0.0)) | HEAP32[586] != ($0_1 | 0))) {
               $7_1 = 0;
               $11(HEAPF32[587], $2_1);
               $16_1 = HEAPF64[$3_1 + 8 >> 3];
               $0_1 = HEAP32[$3_1 + 4 >> 2];
               break label$74;
              }
              HEAP8[2352] = HEAPF32[$3_1 + 28 >> 2] > Math_fround(0.0);
             }
             HEAPF32[587] = $2_1;
             HEAP32[585] = $0_1;
             HEAP32[586] = $7_1;
             if (!($16_1 >= 0.0)) {
              break label$72
             }
             $9(8);
             HEAP32[316] = 1426063360;
             HEAP32[317] = 1426063360;
             HEAP32[314] = 1426063360;
             HEAP32[695] = 0;
             HEAP32[844] = 0;
             HEAP8[2496] = 0;
            }
            $4(1);
            $1_1 = HEAPF32[313];
            wasm2js_memory_fill(1288, 0, 516);
            HEAPF32[452] = $1_1;
            $0_1 = 312;
            while (1) {
             if (($0_1 | 0) == 824) {
              continue label$1
             }
             HEAP32[$0_1 + 1024 >> 2] = 1426063360;
             $0_1 = $0_1 - -64 | 0;
             continue;
            };
           }
           $1_1 = Math_fround(0.0);
           if (HEAPU8[3348]) {
            $1_1 = Math_fround($2_1 - HEAPF32[836]);
            HEAPF32[835] = HEAPF32[835] + $1_1;
            HEAP8[3348] = 0;
           }
           $1();
           if (HEAPU8[$3_1 + 1 | 0] & 64) {
            $11(HEAPF32[623], HEAPF32[313])
           }
           if (!HEAPU8[3380] | !(HEAPF32[280] <= $1_1)) {
            continue
           }
           $3(4, 5);
           continue;
          }
          if (HEAPF32[314] != Math_fround(8796093022208.0)) {
           $3(1, HEAP32[843])
          }
          $2_1 = HEAPF32[847];
          label$80 : {
           label$81 : {
            if (HEAPU8[$3_1 + 1 | 0] & 64) {
             HEAPF32[623] = HEAPF32[313];
             HEAP8[2352] = HEAPF32[$3_1 + 28 >> 2] > Math_fround(0.0);
             $0_1 = 7;
             $9(7);
             $1_1 = HEAPF32[451];
             break label$81;
            }
            $0_1 = 6;
            $1_1 = HEAPF32[451];
            if (!($1_1 > HEAPF32[452])) {
             break label$80
            }
           }
           $2_1 = Math_fround(Math_max($2_1, $1_1));
          }
          $1_1 = Math_fround(Math_max(HEAPF32[851], Math_fround($2_1 + HEAPF32[282])));
          HEAPF32[851] = $1_1;
          if ($1_1 < HEAPF32[313]) {
           $10($0_1)
          }
          if (!HEAPU8[3348]) {
           HEAP8[3348] = 1;
           HEAPF32[836] = HEAPF32[313];
          }
          $1();
          HEAP32[317] = 1426063360;
          $4(0);
          continue;
         }
         $1();
         $0_1 = HEAPU8[$3_1 + 1 | 0];
         if (!($0_1 & 1)) {
          HEAP8[3380] = $0_1 >>> 1 & 1
         }
         $2_1 = HEAPF32[313];
         $5_1 = HEAPF32[264] >= Math_fround($2_1 - HEAPF32[451]);
         if ($5_1) {
          $4(0);
          $2_1 = HEAPF32[313];
         }
         HEAPF32[475] = $2_1;
         $1_1 = HEAPF32[$3_1 + 20 >> 2];
         $4_1 = Math_fround($1_1 - HEAPF32[549]);
         $0_1 = HEAPU8[2200];
         $8_1 = $0_1 ? Math_fround(-$4_1) : $4_1;
         label$87 : {
          label$88 : {
           if (!($8_1 < Math_fround(0.0))) {
            break label$88
           }
           $4_1 = HEAPF32[$3_1 + 24 >> 2];
           if (!($4_1 > Math_fround(0.0)) | !(Math_fround(-$8_1) >= Math_fround($4_1 * HEAPF32[293]))) {
            break label$87
           }
           HEAP8[2200] = $0_1 ^ 1;
           $4_1 = $5(2204, 0, $2_1, HEAPF32[294]);
           $2_1 = HEAPF32[313];
           if (!($4_1 > Math_fround(0.0)) | !($4_1 >= HEAPF32[292])) {
            break label$88
           }
           HEAPF32[584] = $2_1;
           $0(7, 5, 0, $4_1, HEAPF32[844]);
           $1_1 = HEAPF32[$3_1 + 20 >> 2];
           $2_1 = HEAPF32[313];
          }
          HEAPF32[549] = $1_1;
         }
         if (HEAPF32[838] < $1_1 | Math_fround($2_1 - HEAPF32[840]) > Math_fround(300.0)) {
          HEAPF32[841] = $2_1;
          HEAPF32[839] = $1_1;
          HEAP8[3368] = $5_1;
         }
         HEAPF32[840] = $2_1;
         HEAPF32[838] = $1_1;
         $9_1 = HEAPF32[$3_1 + 24 >> 2];
         $4_1 = HEAPF32[844];
         $8_1 = HEAPF32[$3_1 + 28 >> 2];
         label$90 : {
          if (!($8_1 > Math_fround(0.0))) {
           break label$90
          }
          $8_1 = Math_fround(Math_fround($1_1 + $9_1) / $8_1);
          if (!($8_1 > $4_1)) {
           break label$90
          }
          $4_1 = Math_fround(Math_min($8_1, Math_fround(1.0)));
          HEAPF32[844] = $4_1;
         }
         if (!(HEAPF32[279] >= $1_1) | (!(HEAPU8[$3_1 + 1 | 0] & 2) | (HEAPU8[3368] | !($9_1 > Math_fround(0.0))))) {
          continue
         }
         $1_1 = Math_fround(HEAPF32[839] - $1_1);
         if (!($1_1 >= Math_fround($9_1 * HEAPF32[277])) | !(Math_fround($1_1 * Math_fround(1.0e3)) >= Math_fround(Math_fround($2_1 - HEAPF32[841]) * Math_fround($9_1 * HEAPF32[278]))) | (!(HEAPF32[276] <= $4_1) | !(HEAPF32[275] <= Math_fround($2_1 - HEAPF32[835])))) {
          continue
         }
         $3(3, 6);
         continue;
        }
        if (HEAPU8[$3_1 + 1 | 0] & 36) {
         continue
        }
        $4_1 = HEAPF32[$3_1 + 20 >> 2];
        if (!($4_1 <= HEAPF32[269])) {
         continue
        }
        $5_1 = HEAP32[833];
        $0_1 = $5_1 >>> 0 < 32 ? $5_1 : 32;
        $7_1 = $5_1 - 1 | 0;
        $8_1 = HEAPF32[271];
        $1_1 = $4_1;
        label$91 : {
         label$92 : {
          while (1) {
           if (!$0_1) {
            break label$92
           }
           $0_1 = $0_1 - 1 | 0;
           $5_1 = $7_1 << 3 & 248;
           $1_1 = Math_fround(Math_max($1_1, HEAPF32[$5_1 + 3080 >> 2]));
           $7_1 = $7_1 - 1 | 0;
           if (!($8_1 <= Math_fround($2_1 - HEAPF32[$5_1 + 3076 >> 2]))) {
            continue
           }
           break;
          };
          $0_1 = 1;
          break label$91;
         }
         $0_1 = HEAPU8[3336];
        }
        HEAP32[843] = 8;
        if (HEAPF32[270] > Math_fround($1_1 - $4_1)) {
         if ($0_1 & 1) {
          continue
         }
         HEAP32[843] = 5;
        }
        HEAPF32[314] = $2_1 + HEAPF32[273];
        continue;
       }
       $1();
       $0_1 = HEAPU8[$3_1 + 1 | 0];
       if (!($0_1 & 1)) {
        HEAP8[3380] = $0_1 >>> 1 & 1
       }
       HEAP32[314] = 1426063360;
       label$96 : {
        label$97 : {
         if (HEAPU8[$3_1 | 0] == 9) {
          HEAP8[3336] = 1;
          $2_1 = HEAPF32[$3_1 + 20 >> 2];
          $1_1 = HEAPF32[313];
          $5_1 = 0;
          break label$97;
         }
         $0_1 = HEAPU8[$3_1 + 1 | 0];
         if ($0_1 & 2) {
          continue
         }
         $1_1 = HEAPF32[$3_1 + 16 >> 2];
         $17_1 = Math_fround($1_1 - HEAPF32[476]);
         $2_1 = HEAPF32[$3_1 + 20 >> 2];
         $9_1 = Math_fround($2_1 - HEAPF32[477]);
         $8_1 = Math_fround(Math_fround($17_1 * $17_1) + Math_fround($9_1 * $9_1));
         label$99 : {
          if (!($8_1 >= Math_fround(25.0))) {
           break label$99
          }
          HEAPF32[477] = $2_1;
          HEAPF32[476] = $1_1;
          $11_1 = HEAPF32[478];
          $12_1 = HEAPF32[479];
          $4_1 = Math_fround(Math_fround($17_1 * $11_1) + Math_fround($9_1 * $12_1));
          label$100 : {
           if ($4_1 < Math_fround(0.0)) {
            $1_1 = Math_fround(Math_fround(Math_sqrt($8_1)) + HEAPF32[480]);
            HEAPF32[480] = $1_1;
            if (Math_fround($11_1 + $12_1) == Math_fround(0.0)) {
             break label$100
            }
            if (!(Math_fround($4_1 * $4_1) >= Math_fround(Math_fround($8_1 * Math_fround(Math_fround($11_1 * $11_1) + Math_fround($12_1 * $12_1))) * Math_fround(.5)))) {
             break label$99
            }
            break label$100;
           }
           $1_1 = Math_fround(Math_fround(Math_sqrt($8_1)) + HEAPF32[480]);
           HEAPF32[480] = $1_1;
           if (Math_fround($11_1 + $12_1) != Math_fround(0.0)) {
            break label$99
           }
          }
          HEAPF32[479] = $9_1;
          HEAPF32[478] = $17_1;
          HEAP32[480] = 0;
          if ($0_1 & 4 | HEAPF32[291] > $1_1) {
           break label$99
          }
          $1_1 = (HEAP32[319] ? HEAPF32[265] >= Math_fround(HEAPF32[313] - HEAPF32[320]) : 0) & 1 ? Math_fround(1.0) : Math_fround(0.0);
          $2(1924, 6, 0, $1_1, Math_fround(HEAPF32[288] - Math_fround($1_1 + $1_1)), HEAPF32[289]);
          $2(2060, 10, 0, Math_fround(11.0), HEAPF32[288], HEAPF32[290]);
          $2_1 = HEAPF32[$3_1 + 20 >> 2];
         }
         $1_1 = HEAPF32[313];
         $0_1 = HEAP32[833];
         $5_1 = 0;
         if (!$0_1) {
          break label$97
         }
         $5_1 = (($0_1 - 1 & 31) << 3) + 3076 | 0;
         if (Math_fround($1_1 - HEAPF32[$5_1 >> 2]) < Math_fround(HEAPF32[271] * Math_fround(.0625))) {
          break label$96
         }
         $5_1 = $0_1;
        }
        HEAP32[833] = $5_1 + 1;
        $0_1 = $5_1 << 3 & 248;
        HEAPF32[$0_1 + 3080 >> 2] = $2_1;
        HEAPF32[$0_1 + 3076 >> 2] = $1_1;
        continue;
       }
       HEAPF32[$5_1 + 4 >> 2] = Math_max(HEAPF32[$5_1 + 4 >> 2], $2_1);
       continue;
      }
      $8(1, 7, HEAP32[$3_1 + 4 >> 2], $2_1);
      continue;
     }
     $1_1 = HEAPF32[$3_1 + 24 >> 2];
     label$102 : {
      label$103 : {
       if ($1_1 > Math_fround(0.0)) {
        $7_1 = 1280;
        $0_1 = HEAP32[319] + 1 | 0;
        break label$103;
       }
       if (!($1_1 < Math_fround(0.0))) {
        break label$102
       }
       $0_1 = HEAP32[319];
       if (!$0_1) {
        break label$102
       }
       $7_1 = 1284;
       $0_1 = $0_1 - 1 | 0;
      }
      HEAPF32[$7_1 >> 2] = $2_1;
      HEAP32[319] = $0_1;
     }
     $13();
     $4_1 = Math_fround(HEAPF32[313] - HEAPF32[$3_1 + 28 >> 2]);
     $1_1 = HEAPF32[$3_1 + 24 >> 2];
     if ($1_1 < Math_fround(-1.0)) {
      $8(2, 6, HEAP32[$3_1 + 4 >> 2], $4_1);
      continue;
     }
     if (!($1_1 < Math_fround(0.0))) {
      continue
     }
     $2_1 = HEAPF32[695];
     if ($2_1 != HEAPF32[700]) {
      continue
     }
     $1_1 = HEAPF32[699];
     if (!($1_1 <= $4_1) | $2_1 == Math_fround(0.0) | !(HEAPF32[285] >= Math_fround($4_1 - $1_1))) {
      continue
     }
     HEAPF32[696] = $2_1;
     HEAP32[695] = 0;
     continue;
    }
    $1();
    HEAPF32[983] = $2_1;
    if (!(HEAPF32[$3_1 + 24 >> 2] > Math_fround(0.0))) {
     continue
    }
    HEAPF32[584] = $2_1 + HEAPF32[294];
    continue;
   }
   HEAP32[450] = $6_1;
   label$106 : {
    if (!(HEAP32[$6_1 >> 2] != ($10_1 | 0) | HEAPF32[256] < Math_fround($2_1 - HEAPF32[$6_1 + 44 >> 2]))) {
     if ($14_1 & 1) {
      break label$106
     }
     $1_1 = Math_fround(HEAPF32[$3_1 + 20 >> 2] - HEAPF32[$6_1 + 56 >> 2]);
     $4_1 = Math_fround($1_1 * $1_1);
     $1_1 = Math_fround(HEAPF32[$3_1 + 16 >> 2] - HEAPF32[$6_1 + 52 >> 2]);
     $4_1 = Math_fround($4_1 + Math_fround($1_1 * $1_1));
     $1_1 = HEAPF32[263];
     if ($4_1 <= Math_fround($1_1 * $1_1)) {
      break label$106
     }
    }
    wasm2js_memory_fill($6_1 + 4 | 0, 0, 60);
    HEAP8[$6_1 + 62 | 0] = ($14_1 | 0) < 0;
    HEAP32[$6_1 + 48 >> 2] = 1426063360;
    HEAP32[$6_1 >> 2] = $10_1;
   }
   $0_1 = HEAP32[$6_1 + 4 >> 2];
   if (!$0_1) {
    HEAPF32[$6_1 + 40 >> 2] = $2_1
   }
   HEAPF32[$6_1 + 44 >> 2] = $2_1;
   $5_1 = $0_1 + 1 | 0;
   HEAP32[$6_1 + 4 >> 2] = $5_1;
   HEAPF32[((($0_1 & 7) << 2) + $6_1 | 0) + 8 >> 2] = $2_1;
   if (!(HEAP8[$3_1 + 1 | 0] & 1)) {
    $0_1 = HEAP32[$3_1 + 20 >> 2];
    HEAP32[$6_1 + 52 >> 2] = HEAP32[$3_1 + 16 >> 2];
    HEAP32[$6_1 + 56 >> 2] = $0_1;
   }
   if ($2_1 <= HEAPF32[452]) {
    HEAP8[$6_1 + 60 | 0] = 0;
    HEAP32[$6_1 + 4 >> 2] = 0;
    HEAP32[$6_1 + 48 >> 2] = 1426063360;
   } else {
    label$112 : {
     if (HEAPU8[$6_1 + 61 | 0]) {
      break label$112
     }
     $1_1 = Math_fround(8.0);
     label$113 : {
      if ($7($6_1, HEAPF32[257], HEAPF32[258]) & 1) {
       break label$113
      }
      $1_1 = Math_fround(7.0);
      if ($7($6_1, HEAPF32[259], HEAPF32[260]) & 1) {
       break label$113
      }
      if (!($7($6_1, HEAPF32[261], HEAPF32[262]) & 1)) {
       break label$112
      }
      $1_1 = Math_fround(6.0);
     }
     HEAP8[$6_1 + 61 | 0] = 1;
     HEAP32[$6_1 + 48 >> 2] = 1426063360;
     $0_1 = HEAPU8[$6_1 + 60 | 0];
     $6(1, Math_fround(($0_1 ? Math_fround(Math_fround(Math_fround(Math_fround(10.0) - $1_1) * Math_fround(-.5)) + Math_fround(10.0)) : $1_1) / Math_fround(10.0)), $10_1, Math_fround($5_1 >>> 0), Math_fround($2_1 - HEAPF32[$6_1 + 40 >> 2]), $0_1 ? Math_fround(1.0) : Math_fround(0.0), (HEAP32[319] ? HEAPF32[265] >= Math_fround(HEAPF32[313] - HEAPF32[320]) : 0) & 1 ? Math_fround(1.0) : Math_fround(0.0));
    }
    $13();
   }
   continue;
  };
 }
 
 function $16($0_1) {
  $0_1 = $0_1 | 0;
  var $1_1 = Math_fround(0), $2_1 = 0;
  $2_1 = ($0_1 >>> 0 < 57 ? $0_1 : 57) << 2;
  $0_1 = 0;
  while (1) {
   if (($0_1 | 0) != ($2_1 | 0)) {
    $1_1 = HEAPF32[$0_1 + 8032 >> 2];
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
 
 function $17() {
  
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
  "_initialize": $17, 
  "records": $14, 
  "push": $15, 
  "configure": $16
 };
}

  return asmFunc(asmLibraryArg);
}
