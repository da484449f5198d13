export * from './running';
export * from './monte-carlo';
export * from './subnetworks';
