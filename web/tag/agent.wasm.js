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
  base64DecodeToExistingUint8Array(bufferView, 1026, "ekQAAEBAAABIRAAAgEAAQBxFAACgQADA2kUAAMhCAADIQwAA+kUAAEBAAAB6RACAO0UAAKBBAADIQgAA+kMAgDtFAABIQwBg6kYAQBxGmpmZPgAAwD8AAMA/AADIQgBAnEUAYOpHAIA7RQCAO0UAAHpEAAB6RAAA8EEAAHpEAADgQQAA+kQAQJxFAADIQQAAgEAAAIA/AECcRgBAHEYAAEBAAGBqRwBg6kYAAIBAAACWQwBAnEYAAKBAAECcRgAAQEAAYGpHAECcRgAAAEAAYOpHAIA7RQBg6kYAAPBBAGBqRw==");
  base64DecodeToExistingUint8Array(bufferView, 1886, "oMIAAAAAAACgwg==");
  base64DecodeToExistingUint8Array(bufferView, 2782, "oMIAAAAAAACgwgAAAAAAAKDC");
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
 function $0($0_1, $1_1, $2_1) {
  HEAP8[1872] = 0;
  if (!(!(+HEAPF32[274] <= $2_1 - HEAPF64[235]) | (HEAPU8[1875] | !(+HEAPF32[272] <= (HEAPU8[1816] ? HEAPF64[226] : $2_1) - HEAPF64[225] ? 1 : HEAPU8[1874])))) {
   HEAPF64[235] = $2_1;
   fimport$0(9, Math_fround($1_1), 0, +$2_1, Math_fround(Math_fround($0_1 >>> 0)), Math_fround(HEAPF32[467]), Math_fround(Math_fround(0.0)), Math_fround(Math_fround(0.0)));
   $2($0_1, $2_1);
  }
 }
 
 function $1($0_1, $1_1, $2_1) {
  var $3_1 = 0, $4_1 = 0;
  label$1 : {
   if (!($1_1 >= Math_fround(1.0)) | !($1_1 <= Math_fround(8.0))) {
    break label$1
   }
   $3_1 = HEAP32[$0_1 + 4 >> 2];
   if (!(Math_fround($3_1 >>> 0) >= $1_1)) {
    break label$1
   }
   $4_1 = +$2_1 >= HEAPF64[$0_1 + 80 >> 3] - HEAPF64[((($3_1 - ($1_1 <= Math_fround(4294966784.0) ? ~~$1_1 >>> 0 : 7) & 7) << 3) + $0_1 | 0) + 8 >> 3];
  }
  return $4_1;
 }
 
 function $2($0_1, $1_1) {
  var $2_1 = Math_fround(0);
  if (HEAPU8[1929]) {
   HEAP8[1929] = 0;
   $2_1 = HEAPF32[476];
   fimport$0(14, Math_fround(Math_fround(Math_fround($2_1 + Math_fround(6.0)) / Math_fround(10.0))), 0, +$1_1, Math_fround(HEAPF32[474]), Math_fround(HEAPF32[475]), Math_fround($2_1), Math_fround(Math_fround($0_1 >>> 0)));
  }
 }
 
 function $3($0_1, $1_1, $2_1) {
  var $3_1 = 0;
  label$1 : {
   $0_1 = $0_1 >= Math_fround(0.0) ? ($0_1 <= Math_fround(3402823466385288598117041.0e14) ? $0_1 : Math_fround(0.0)) : Math_fround(0.0);
   $1_1 = $1_1 >= Math_fround(0.0) ? ($1_1 <= Math_fround(3402823466385288598117041.0e14) ? $1_1 : Math_fround(-1.0)) : Math_fround(-1.0);
   if ($0_1 == HEAPF32[474] & $1_1 == HEAPF32[475]) {
    break label$1
   }
   HEAPF32[475] = $1_1;
   HEAPF32[474] = $0_1;
   HEAPF64[239] = $2_1;
   $3_1 = ($1_1 < Math_fround(0.0) ? $0_1 : $1_1) > Math_fround(0.0);
   HEAP8[1929] = $3_1;
   HEAP8[1928] = $3_1;
   if ($3_1) {
    break label$1
   }
   HEAP32[476] = 0;
  }
 }
 
 function $4($0_1, $1_1) {
  var $2_1 = 0, $3_1 = 0, $4_1 = Math_fround(0), $5_1 = Math_fround(0), $6_1 = 0;
  $6_1 = $0_1 & 63;
  $3_1 = Math_imul($6_1, 24) + 2800 | 0;
  $2_1 = $3_1;
  while (1) {
   label$2 : {
    label$3 : {
     label$4 : {
      if ($6_1 >>> 0 >= 256) {
       $3_1 = HEAP32[$2_1 >> 2]
      } else {
       if (HEAP32[$3_1 >> 2] != ($0_1 | 0)) {
        break label$2
       }
       $2_1 = $3_1;
       $3_1 = $0_1;
      }
      if (($3_1 | 0) != ($0_1 | 0)) {
       break label$4
      }
      $4_1 = Math_fround($1_1 - HEAPF64[$2_1 + 8 >> 3]);
      if ($4_1 > HEAPF32[268]) {
       break label$4
      }
      $5_1 = HEAPF32[$2_1 + 16 >> 2];
      break label$3;
     }
     HEAP32[$2_1 + 16 >> 2] = 0;
     HEAP32[$2_1 + 4 >> 2] = 0;
     HEAP32[$2_1 >> 2] = $0_1;
     $4_1 = Math_fround(0.0);
     $5_1 = Math_fround(0.0);
    }
    HEAPF64[$2_1 + 8 >> 3] = $1_1;
    if (HEAPF32[267] < Math_fround($1_1 - HEAPF64[349])) {
     if (!($5_1 > $4_1 ? 0 : $5_1 != Math_fround(0.0))) {
      HEAPF32[$2_1 + 16 >> 2] = $4_1;
      $5_1 = $4_1;
     }
     HEAP32[$2_1 + 4 >> 2] = HEAP32[$2_1 + 4 >> 2] + 1;
    }
    return Math_fround($5_1 * Math_fround(.800000011920929)) > $4_1 & $5_1 >= Math_fround(500.0) ? 0 : HEAPF32[266] <= Math_fround(HEAPU32[$2_1 + 4 >> 2]);
   }
   $2_1 = HEAPF64[$3_1 + 8 >> 3] < HEAPF64[$2_1 + 8 >> 3] ? $3_1 : $2_1;
   $3_1 = $3_1 + 1536 | 0;
   $6_1 = $6_1 - -64 | 0;
   continue;
  };
 }
 
 function $5() {
  return 8944;
 }
 
 function $6($0_1) {
  $0_1 = $0_1 | 0;
  var $1_1 = 0.0, $2_1 = 0, $3_1 = Math_fround(0), $4_1 = 0, $5_1 = 0.0, $6_1 = Math_fround(0), $7_1 = 0, $8_1 = Math_fround(0), $9 = 0, $10 = 0, $11 = 0, $12 = Math_fround(0), $13 = 0, $14 = 0.0, $15 = 0.0, $16 = 0, $17 = 0;
  $16 = ($0_1 >>> 0 < 64 ? $0_1 : 64) - 1 | 0;
  $9 = -1;
  while (1) {
   label$2 : {
    if (($9 | 0) != ($16 | 0)) {
     $9 = $9 + 1 | 0;
     $0_1 = $9 << 5;
     $5_1 = HEAPF64[$0_1 + 8952 >> 3];
     $1_1 = HEAPF64[157];
     if (!(!($5_1 < 8796093022208.0) | !($5_1 > $1_1))) {
      HEAPF64[157] = $5_1;
      $1_1 = $5_1;
     }
     $5_1 = HEAPU8[1872] ? HEAPF64[232] + +HEAPF32[273] : 8796093022208.0;
     if ($5_1 <= $1_1) {
      $0(1, HEAPF32[466], $5_1);
      $5_1 = HEAPF64[157];
     } else {
      $5_1 = $1_1
     }
     $1_1 = HEAPU8[1816] | !HEAPU8[1929] ? 8796093022208.0 : HEAPF64[239] + +HEAPF32[281];
     if ($5_1 >= $1_1) {
      $2(5, $1_1)
     }
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
                     $4_1 = $0_1 + 8944 | 0;
                     switch (HEAPU8[$4_1 | 0] - 1 | 0) {
                     case 13:
                      break label$10;
                     case 12:
                      break label$11;
                     case 11:
                      break label$12;
                     case 10:
                      break label$13;
                     case 9:
                      break label$14;
                     case 7:
                      break label$15;
                     case 6:
                     case 8:
                      break label$16;
                     case 5:
                      break label$17;
                     case 4:
                      break label$18;
                     case 3:
                      break label$19;
                     case 2:
                      break label$20;
                     case 1:
                      break label$21;
                     case 0:
                      break label$22;
                     case 16:
                      break label$7;
                     case 15:
                      break label$8;
                     case 14:
                      break label$9;
                     default:
                      continue;
                     };
                    }
                    HEAPF64[239] = HEAPF64[157];
                    $0_1 = HEAPU8[$4_1 + 1 | 0];
                    if (!($0_1 & 1)) {
                     HEAP8[1873] = $0_1 >>> 1 & 1
                    }
                    HEAP8[1874] = 1;
                    $1_1 = HEAPF64[157];
                    HEAPF64[349] = $1_1;
                    HEAP8[1872] = 0;
                    $5_1 = HEAPF64[$4_1 + 8 >> 3];
                    $1_1 = $5_1 >= 0.0 ? ($1_1 > $5_1 ? Math_max($5_1, HEAPF64[347]) : $1_1) : $1_1;
                    HEAPF64[347] = $1_1;
                    HEAP32[692] = 0;
                    $10 = HEAP32[$4_1 + 4 >> 2];
                    label$24 : {
                     if (!$10) {
                      break label$24
                     }
                     $13 = HEAPU8[$4_1 + 1 | 0];
                     if ($13 & 24) {
                      break label$24
                     }
                     $11 = -1;
                     $0_1 = 1936;
                     label$25 : {
                      label$26 : while (1) {
                       $2_1 = $0_1;
                       $7_1 = Math_imul($11, 104) + 1936 | 0;
                       while (1) {
                        $11 = $11 + 1 | 0;
                        if ($11 >>> 0 >= 8) {
                         $0_1 = HEAP32[$2_1 >> 2];
                         break label$25;
                        }
                        $0_1 = HEAP32[$7_1 + 104 >> 2];
                        if (!(($10 | 0) == ($0_1 | 0) | !$0_1)) {
                         $17 = $7_1 + 184 | 0;
                         $0_1 = $7_1 + 104 | 0;
                         $7_1 = $0_1;
                         if (HEAPF64[$17 >> 3] < HEAPF64[$2_1 + 80 >> 3]) {
                          continue label$26
                         }
                         continue;
                        }
                        break;
                       };
                       break;
                      };
                      $2_1 = $7_1 + 104 | 0;
                     }
                     label$30 : {
                      if (!(($0_1 | 0) != ($10 | 0) | +HEAPF32[256] < $1_1 - HEAPF64[$2_1 + 80 >> 3])) {
                       if ($13 & 1) {
                        break label$30
                       }
                       $3_1 = Math_fround(HEAPF32[$4_1 + 20 >> 2] - HEAPF32[$2_1 + 92 >> 2]);
                       $6_1 = Math_fround($3_1 * $3_1);
                       $3_1 = Math_fround(HEAPF32[$4_1 + 16 >> 2] - HEAPF32[$2_1 + 88 >> 2]);
                       $6_1 = Math_fround($6_1 + Math_fround($3_1 * $3_1));
                       $3_1 = HEAPF32[263];
                       if ($6_1 <= Math_fround($3_1 * $3_1)) {
                        break label$30
                       }
                      }
                      wasm2js_memory_fill($2_1, 0, 104);
                      HEAP32[$2_1 >> 2] = $10;
                     }
                     $0_1 = HEAP32[$2_1 + 4 >> 2];
                     if (!$0_1) {
                      HEAPF64[$2_1 + 72 >> 3] = $1_1
                     }
                     HEAPF64[$2_1 + 80 >> 3] = $1_1;
                     HEAP32[$2_1 + 4 >> 2] = $0_1 + 1;
                     HEAPF64[((($0_1 & 7) << 3) + $2_1 | 0) + 8 >> 3] = $1_1;
                     if (!(HEAP8[$4_1 + 1 | 0] & 1)) {
                      $0_1 = HEAP32[$4_1 + 20 >> 2];
                      HEAP32[$2_1 + 88 >> 2] = HEAP32[$4_1 + 16 >> 2];
                      HEAP32[$2_1 + 92 >> 2] = $0_1;
                     }
                     HEAP32[692] = $2_1;
                     if ($1_1 <= HEAPF64[348]) {
                      HEAP8[$2_1 + 96 | 0] = 0;
                      HEAP32[$2_1 + 4 >> 2] = 0;
                     }
                     if (HEAPU8[$2_1 + 97 | 0]) {
                      break label$24
                     }
                     $3_1 = Math_fround(.800000011920929);
                     label$35 : {
                      if ($1($2_1, HEAPF32[257], HEAPF32[258]) & 1) {
                       break label$35
                      }
                      $3_1 = Math_fround(.699999988079071);
                      if ($1($2_1, HEAPF32[259], HEAPF32[260]) & 1) {
                       break label$35
                      }
                      if (!($1($2_1, HEAPF32[261], HEAPF32[262]) & 1)) {
                       break label$24
                      }
                      $3_1 = Math_fround(.6000000238418579);
                     }
                     HEAP8[$2_1 + 97 | 0] = 1;
                     $0_1 = HEAPU8[$2_1 + 96 | 0];
                     $1_1 = HEAPF64[$2_1 + 80 >> 3];
                     fimport$0(1, Math_fround($0_1 ? Math_fround(Math_fround(Math_fround(Math_fround(1.0) - $3_1) * Math_fround(-.5)) + Math_fround(1.0)) : $3_1), HEAP32[$2_1 >> 2], +$1_1, Math_fround(Math_fround(HEAPU32[$2_1 + 4 >> 2])), Math_fround(Math_fround($1_1 - HEAPF64[$2_1 + 72 >> 3])), Math_fround($0_1 ? Math_fround(1.0) : Math_fround(0.0)), Math_fround(HEAP32[316] ? (+HEAPF32[265] >= HEAPF64[157] - HEAPF64[159] ? Math_fround(1.0) : Math_fround(0.0)) : Math_fround(0.0)));
                    }
                    continue;
                   }
                   $1_1 = HEAPF64[157];
                   if (HEAP32[$4_1 + 4 >> 2]) {
                    HEAPF64[236] = $1_1
                   }
                   HEAPF64[348] = $1_1;
                   $0_1 = HEAP32[692];
                   if ($0_1) {
                    HEAP8[$0_1 + 96 | 0] = 0;
                    HEAP32[$0_1 + 4 >> 2] = 0;
                   }
                   continue;
                  }
                  if ($4(HEAP32[$4_1 + 4 >> 2], HEAPF64[157]) & 1) {
                   continue
                  }
                  HEAPF64[348] = HEAPF64[157];
                  $0_1 = HEAP32[692];
                  if ($0_1) {
                   HEAP8[$0_1 + 96 | 0] = 0;
                   HEAP32[$0_1 + 4 >> 2] = 0;
                  }
                  continue;
                 }
                 $1_1 = HEAPF64[157];
                 HEAPF64[349] = $1_1;
                 HEAPF64[239] = $1_1;
                 continue;
                }
                $0_1 = HEAP32[316];
                $3_1 = HEAPF32[$4_1 + 24 >> 2];
                if ($3_1 > Math_fround(0.0)) {
                 HEAPF64[159] = HEAPF64[157];
                 HEAP32[316] = $0_1 + 1;
                 continue;
                }
                if (!($3_1 < Math_fround(0.0)) | !$0_1) {
                 continue
                }
                HEAP32[316] = $0_1 - 1;
                continue;
               }
               if ($4(-1, HEAPF64[157]) & 1) {
                continue
               }
               $0_1 = HEAP32[692];
               if (!$0_1) {
                continue
               }
               HEAP8[$0_1 + 96 | 0] = 1;
               continue;
              }
              HEAPF64[239] = HEAPF64[157];
              $0_1 = HEAPU8[$4_1 + 1 | 0];
              if (!($0_1 & 1)) {
               HEAP8[1873] = $0_1 >>> 1 & 1
              }
              HEAP8[1872] = 0;
              label$41 : {
               if (HEAPU8[$4_1 | 0] == 9) {
                HEAP8[1796] = 1;
                $3_1 = HEAPF32[$4_1 + 20 >> 2];
                $1_1 = HEAPF64[157];
                $0_1 = 0;
                break label$41;
               }
               if (HEAPU8[$4_1 + 1 | 0] & 2) {
                continue
               }
               $3_1 = HEAPF32[$4_1 + 20 >> 2];
               $1_1 = HEAPF64[157];
               $2_1 = HEAP32[448];
               $0_1 = 0;
               if (!$2_1) {
                break label$41
               }
               $0_1 = (($2_1 - 1 & 31) << 4) + 1280 | 0;
               if (Math_fround($1_1 - HEAPF64[$0_1 >> 3]) < Math_fround(HEAPF32[271] * Math_fround(.0625))) {
                break label$2
               }
               $0_1 = $2_1;
              }
              HEAP32[448] = $0_1 + 1;
              $0_1 = $0_1 << 4 & 496;
              HEAPF32[$0_1 + 1288 >> 2] = $3_1;
              HEAPF64[$0_1 + 1280 >> 3] = $1_1;
              continue;
             }
             if (HEAPU8[$4_1 + 1 | 0] & 36) {
              continue
             }
             $6_1 = HEAPF32[$4_1 + 20 >> 2];
             if (!($6_1 <= HEAPF32[269])) {
              continue
             }
             $1_1 = HEAPF64[157];
             $2_1 = HEAP32[448];
             $0_1 = $2_1 >>> 0 < 32 ? $2_1 : 32;
             $2_1 = $2_1 - 1 | 0;
             $5_1 = +HEAPF32[271];
             $3_1 = $6_1;
             label$43 : {
              label$44 : {
               while (1) {
                if (!$0_1) {
                 break label$44
                }
                $0_1 = $0_1 - 1 | 0;
                $4_1 = $2_1 << 4 & 496;
                $3_1 = Math_fround(Math_max($3_1, HEAPF32[$4_1 + 1288 >> 2]));
                $2_1 = $2_1 - 1 | 0;
                if (!($5_1 <= $1_1 - HEAPF64[$4_1 + 1280 >> 3])) {
                 continue
                }
                break;
               };
               $0_1 = 1;
               break label$43;
              }
              $0_1 = HEAPU8[1796];
             }
             $2_1 = HEAPF32[270] <= Math_fround($3_1 - $6_1);
             if (!$2_1 & ($0_1 & 1)) {
              continue
             }
             HEAP8[1872] = 1;
             HEAPF64[232] = $1_1;
             HEAPF32[466] = $2_1 ? Math_fround(.800000011920929) : Math_fround(.5);
             continue;
            }
            HEAPF64[239] = HEAPF64[157];
            $0_1 = HEAPU8[$4_1 + 1 | 0];
            if (!($0_1 & 1)) {
             HEAP8[1873] = $0_1 >>> 1 & 1
            }
            $1_1 = HEAPF64[157];
            $2_1 = +HEAPF32[264] >= $1_1 - HEAPF64[347];
            if ($2_1) {
             HEAPF64[348] = $1_1;
             $0_1 = HEAP32[692];
             if ($0_1) {
              HEAP8[$0_1 + 96 | 0] = 0;
              HEAP32[$0_1 + 4 >> 2] = 0;
             }
             $1_1 = HEAPF64[157];
            }
            $6_1 = HEAPF32[$4_1 + 20 >> 2];
            if ($6_1 > HEAPF32[456] | $1_1 - HEAPF64[229] > 300.0) {
             HEAPF64[230] = $1_1;
             HEAPF32[457] = $6_1;
             HEAP8[1848] = $2_1;
            }
            HEAPF64[229] = $1_1;
            HEAPF32[456] = $6_1;
            $12 = HEAPF32[$4_1 + 24 >> 2];
            $3_1 = HEAPF32[467];
            $8_1 = HEAPF32[$4_1 + 28 >> 2];
            label$50 : {
             if (!($8_1 > Math_fround(0.0))) {
              break label$50
             }
             $8_1 = Math_fround(Math_fround($6_1 + $12) / $8_1);
             if (!($8_1 > $3_1)) {
              break label$50
             }
             $3_1 = Math_fround(Math_min($8_1, Math_fround(1.0)));
             HEAPF32[467] = $3_1;
            }
            if (!($6_1 <= HEAPF32[279]) | (!(HEAPU8[$4_1 + 1 | 0] & 2) | (HEAPU8[1848] | !($12 > Math_fround(0.0))))) {
             continue
            }
            $6_1 = Math_fround(HEAPF32[457] - $6_1);
            if (!($6_1 >= Math_fround($12 * HEAPF32[277])) | !(+$6_1 * 1.0e3 >= ($1_1 - HEAPF64[230]) * +Math_fround($12 * HEAPF32[278])) | (!(HEAPF32[276] <= $3_1) | !(+HEAPF32[275] <= (HEAPU8[1816] ? HEAPF64[226] : $1_1) - HEAPF64[225]))) {
             continue
            }
            $0(3, Math_fround(.6000000238418579), $1_1);
            continue;
           }
           $1_1 = HEAPF64[157];
           if (HEAPU8[1872]) {
            $0(1, HEAPF32[466], $1_1);
            $1_1 = HEAPF64[157];
           }
           $5_1 = HEAPF64[236];
           $14 = HEAPF64[347];
           $15 = Math_max($5_1, $14);
           $0_1 = HEAPU8[$4_1 + 1 | 0] & 64;
           $5_1 = Math_max(HEAPF64[240], ($0_1 >>> 6 | 0 ? $15 : HEAPF64[348] < $14 ? $15 : $5_1) + +HEAPF32[282]);
           HEAPF64[240] = $5_1;
           if ($1_1 > $5_1) {
            $2($0_1 ? 7 : 6, $1_1);
            $1_1 = HEAPF64[157];
           }
           if (!HEAPU8[1816]) {
            HEAPF64[226] = $1_1;
            HEAP8[1816] = 1;
           }
           HEAPF64[348] = $1_1;
           $0_1 = HEAP32[692];
           if ($0_1) {
            HEAP8[$0_1 + 96 | 0] = 0;
            HEAP32[$0_1 + 4 >> 2] = 0;
           }
           continue;
          }
          $1_1 = HEAPF64[157];
          $5_1 = 0.0;
          if (HEAPU8[1816]) {
           $5_1 = $1_1 - HEAPF64[226];
           HEAPF64[225] = HEAPF64[225] + $5_1;
           HEAP8[1816] = 0;
          }
          HEAPF64[239] = $1_1;
          if (!HEAPU8[1873] | !(+HEAPF32[280] <= $5_1)) {
           continue
          }
          $0(4, Math_fround(.5), $1_1);
          continue;
         }
         HEAP32[467] = 0;
         HEAP8[1872] = 0;
         $1_1 = HEAPF64[157];
         wasm2js_memory_fill(1936, 0, 840);
         HEAPF64[348] = $1_1;
         continue;
        }
        $3(HEAPF32[$4_1 + 24 >> 2], HEAPF32[$4_1 + 28 >> 2], HEAPF64[157]);
        if (!HEAPU8[1928]) {
         continue
        }
        HEAP8[1875] = 0;
        continue;
       }
       $3_1 = HEAPF32[$4_1 + 24 >> 2];
       if (!($3_1 >= Math_fround(1.0)) | !($3_1 > HEAPF32[476])) {
        continue
       }
       HEAPF32[476] = Math_min($3_1, Math_fround(3.0));
       HEAPF64[239] = HEAPF64[157];
       HEAP8[1929] = HEAP8[1928] & 1;
       continue;
      }
      if (HEAPF32[$4_1 + 24 >> 2] > Math_fround(0.0)) {
       $3(Math_fround(0.0), Math_fround(0.0), HEAPF64[157])
      }
      if (HEAPU8[1928]) {
       continue
      }
      HEAP8[1875] = 1;
      continue;
     }
     $1_1 = HEAPF64[157];
     HEAPF64[239] = $1_1;
     $0(2, Math_fround(.30000001192092896), $1_1);
     continue;
    }
    $1_1 = Math_min(HEAPU8[1872] ? HEAPF64[232] + +HEAPF32[273] : 8796093022208.0, HEAPU8[1816] | !HEAPU8[1929] ? 8796093022208.0 : HEAPF64[239] + +HEAPF32[281]);
    return +($1_1 == 8796093022208.0 ? -1.0 : Math_max($1_1 - HEAPF64[157], 0.0));
   }
   HEAPF32[$0_1 + 8 >> 2] = Math_max(HEAPF32[$0_1 + 8 >> 2], $3_1);
   continue;
  };
 }
 
 function $7($0_1) {
  $0_1 = $0_1 | 0;
  var $1_1 = Math_fround(0), $2_1 = 0;
  $2_1 = ($0_1 >>> 0 < 57 ? $0_1 : 57) << 2;
  $0_1 = 0;
  while (1) {
   if (($0_1 | 0) != ($2_1 | 0)) {
    $1_1 = HEAPF32[$0_1 + 8944 >> 2];
    if (!(!($1_1 >= Math_fround(0.0)) | !($1_1 <= Math_fround(1.0e9)))) {
     HEAPF32[$0_1 + 1024 >> 2] = $1_1
    }
    $0_1 = $0_1 + 4 | 0;
    continue;
   }
   break;
  };
 }
 
 function $8() {
  
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
  "_initialize": $8, 
  "records": $5, 
  "push": $6, 
  "configure": $7
 };
}

  return asmFunc(asmLibraryArg);
}
