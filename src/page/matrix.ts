// What the eigenvalue solver of ml-matrix uses of its matrices, for pages: the whole class would be a fifth of the script.

export class AbstractMatrix {
  rows = 0;
  columns = 0;
  data: ArrayLike<number>[] | number[][] = [];

  static checkMatrix(value: AbstractMatrix | number[][]): AbstractMatrix {
    return value instanceof AbstractMatrix ? value : new Matrix(value);
  }

  get(row: number, column: number): number {
    return this.data[row]![column]!;
  }

  set(row: number, column: number, value: number): this {
    (this.data[row] as number[])[column] = value;
    return this;
  }

  isSquare(): boolean {
    return this.rows === this.columns;
  }

  isEmpty(): boolean {
    return this.rows === 0;
  }

  isSymmetric(): boolean {
    if (!this.isSquare()) return false;
    for (let i = 0; i < this.rows; i++) {
      for (let j = 0; j < i; j++) if (this.get(i, j) !== this.get(j, i)) return false;
    }
    return true;
  }
}

export default class Matrix extends AbstractMatrix {
  /** Of zeros with so many rows and columns, or a copy of the rows given. */
  constructor(rows: number | number[][], columns = 0) {
    super();
    this.data =
      typeof rows === "number"
        ? Array.from({ length: rows }, () => new Float64Array(columns))
        : rows.map((row) => [...row]);
    this.rows = this.data.length;
    this.columns = typeof rows === "number" ? columns : (rows[0]?.length ?? 0);
  }

  static zeros(rows: number, columns: number): Matrix {
    return new Matrix(rows, columns);
  }

  to2DArray(): number[][] {
    return Array.from(this.data, (row) => Array.from(row));
  }
}
