/* x */
#include "pay-bench.h"
int
main (int argc, char *argv[])
{
  return 0;
}
